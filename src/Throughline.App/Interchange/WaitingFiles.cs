using Microsoft.Net.Http.Headers;
using Throughline.App.Shell;

namespace Throughline.App.Interchange;

/// <summary>
/// Files that were made and recorded because a page asked for them, and wait until the browser fetches them: it writes them to disk as they
/// come, where a page would hold gigabytes in memory. Fetching one again within its time changes nothing.
/// </summary>
/// <param name="time">How long each waits.</param>
public sealed class WaitingFiles(TimeSpan time) : IDisposable
{
    public static readonly TimeSpan Usual = TimeSpan.FromMinutes(10);

    /// <summary>They take room beside the study; whoever asks for more has had the first.</summary>
    private const int Most = 8;

    private readonly Lock gate = new();
    private readonly List<Waiting> all = [];

    /// <param name="Study">The study as the page named it.</param>
    /// <param name="Id">Under which the history keeps that it was taken out.</param>
    /// <param name="File">Gone when it is closed.</param>
    public sealed record Made(string Study, Guid Id, FileStream File, string Name, string Type);

    /// <summary>What a page is told.</summary>
    /// <param name="Href">Where the file is to be had.</param>
    public sealed record Told(Guid Id, string File, long Bytes, string Href);

    private sealed record Waiting(Made Made, SharedFile File, Timer Until);

    /// <summary>The file itself, or where it waits.</summary>
    public IResult Answer(Made made, bool keep)
    {
        made.File.Position = 0;
        if (!keep) return Results.Stream(made.File, made.Type, made.Name);
        made.File.Flush();
        lock (gate)
        {
            while (all.Count >= Most) Drop(all[0]);
            foreach (var former in all.FindAll(w => Is(w, made.Study, made.Id))) Drop(former);
            var waiting = new Waiting(made, new(made.File), new(_ => { lock (gate) all.FindAll(w => w.Made == made).ForEach(Drop); }));
            waiting.Until.Change(time, Timeout.InfiniteTimeSpan);
            all.Add(waiting);
        }
        return Results.Json(new Told(made.Id, made.Name, made.File.Length, $"/api/v1/studies/{Uri.EscapeDataString(made.Study)}/exports/{made.Id}"), Answers.Json);
    }

    /// <summary>One that waits, whole or in parts, so that what breaks off can go on.</summary>
    public IResult Fetch(string study, Guid id)
    {
        lock (gate)
            return all.Find(w => Is(w, study, id)) is { Made: var made, File: var file }
                ? Results.Stream(file.Read(), made.Type, made.Name, entityTag: new EntityTagHeaderValue($"\"{id:N}\""), enableRangeProcessing: true)
                : Answers.Of(new Workbench.Shared.Problem.NotFound("export", $"{id}"));
    }

    public void Dispose()
    {
        lock (gate) all.ToList().ForEach(Drop);
    }

    private static bool Is(Waiting waiting, string study, Guid id) => waiting.Made.Id == id && waiting.Made.Study == study;

    private void Drop(Waiting waiting)
    {
        all.Remove(waiting);
        waiting.Until.Dispose();
        waiting.File.Leave();
    }
}
