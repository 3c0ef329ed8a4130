using System.Text.Json;
using Throughline.App.Shell;
using Throughline.Workbench.Access;
using Throughline.Workbench.History;

namespace Throughline.App.History;

/// <summary>
/// Changes as server-sent events. What has happened is always read from the database, in order, after the last one that was
/// sent; the feed only says when to look. So between what was stored and what comes live there is neither gap nor double.
/// </summary>
public sealed class ChangeStream(ChangedRows rows, ChangeFeed feed, IHostApplicationLifetime life)
{
    private const int AtOnce = 200;

    /// <summary>A silent line is told from a dead one by these.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>So long a burst is gathered before it is read.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(25);

    public async Task WriteAsync(HttpContext context, string study, Actor actor, long after)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        if (long.TryParse(context.Request.Headers["Last-Event-ID"], out var resumed)) after = Math.Max(after, resumed);
        if (!(await rows.AskAsync(study, actor, after, 1, stop.Token)).Is(out var first, out var problem))
        {
            await Answers.Of(problem).ExecuteAsync(context);
            return;
        }
        using var listening = feed.Listen(first.Study);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache";
        try
        {
            await context.Response.WriteAsync("retry: 1000\n\n", stop.Token);
            while (true)
            {
                after = await SendAsync(context.Response, study, actor, after, stop.Token);
                if (await listening.SomethingAsync(Heartbeat, stop.Token)) await Task.Delay(Gather, stop.Token);
                else await context.Response.WriteAsync(": still here\n\n", stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The reader has left, or the server stops: both are the usual end.
        }
    }

    private async Task<long> SendAsync(HttpResponse response, string study, Actor actor, long after, CancellationToken cancel)
    {
        while (true)
        {
            if (!(await rows.AskAsync(study, actor, after, AtOnce, cancel)).Is(out var answer, out _)) return after;
            foreach (var line in answer.Lines)
            {
                after = line.Change.Number;
                await response.WriteAsync($"id: {after}\nevent: change\ndata: {JsonSerializer.Serialize(ChangeAnswer.Of(line), Answers.Json)}\n\n", cancel);
            }
            await response.Body.FlushAsync(cancel);
            if (answer.Lines.Count < AtOnce) return after;
        }
    }
}
