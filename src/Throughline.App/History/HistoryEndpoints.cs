using Throughline.App.Shell;
using Throughline.Workbench.History;

namespace Throughline.App.History;

public static class HistoryEndpoints
{
    /// <summary>Several changes to be undone in one act.</summary>
    public sealed record UndoBody(IReadOnlyList<long>? Ids);

    public static void MapHistory(this RouteGroupBuilder study)
    {
        var changes = study.MapGroup("/changes").WithTags("History");
        changes.MapGet("/", ListAsync);
        changes.MapGet("/events", (string study, long? after, HttpContext context, LaunchToken token, ChangeStream stream) =>
            stream.WriteAsync(context, study, token.Actor, after ?? 0));
        changes.MapGet("/{id:long}", async (string study, long id, LaunchToken token, ChangeDetail detail, CancellationToken cancel) =>
            Answers.Ok(await detail.AskAsync(study, token.Actor, id, cancel), ChangeDetailAnswer.Of));
        changes.MapGet("/export", ExportAsync);
        changes.MapPost("/undo", UndoAsync);
        changes.MapPut("/{id:long}/undo", async (string study, long id, LaunchToken token, UndoChange undo, CancellationToken cancel) =>
            Answers.Done(await undo.SeeToAsync(study, token.Actor, id, cancel), ChangeAnswer.Of));
        changes.MapPost("/redo", async (string study, long? id, bool? own, LaunchToken token, UndoChange undo, CancellationToken cancel) =>
            Answers.Done(own == true && id is null ? await undo.RedoOwnAsync(study, token.Actor, cancel) : await undo.RedoAsync(study, token.Actor, id, cancel), ChangeAnswer.Of));
    }

    /// <summary>After a number the oldest come first; with any filter, or before a number, the newest.</summary>
    private static async Task<IResult> ListAsync(
        string study, long? after, int? limit, [AsParameters] HistoryQuery query, HttpContext context, LaunchToken token, ChangedRows since, ChangeStream stream, HistoryOf history)
    {
        var cancel = context.RequestAborted;
        if (context.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase))
        {
            await stream.WriteAsync(context, study, token.Actor, after ?? 0);
            return Results.Empty;
        }
        if (after is not null || query.IsEmpty) return Answers.Ok(await since.AskAsync(study, token.Actor, after ?? 0, limit ?? 500, cancel), a => a.Lines.Select(ChangeAnswer.Of));
        if (!query.Filter.Is(out var filter, out var problem)) return Answers.Of(problem);
        return Answers.Ok(await history.AskAsync(study, token.Actor, filter, query.Before, limit ?? 200, cancel), a => a.Changes.Select(ChangeAnswer.Of));
    }

    private static async Task<IResult> UndoAsync(
        string study, long? id, bool? own, UndoBody? body, LaunchToken token, UndoChange undo, UndoChanges several, CancellationToken cancel)
    {
        if (body?.Ids is { } ids) return Answers.Done(await several.DoAsync(study, token.Actor, ids, cancel), UndoneAnswer.Of);
        return Answers.Done(own == true && id is null ? await undo.OwnAsync(study, token.Actor, cancel) : await undo.DoAsync(study, token.Actor, id, cancel), ChangeAnswer.Of);
    }

    private static async Task<IResult> ExportAsync(
        string study, string? @as, [AsParameters] HistoryQuery query, LaunchToken token, HistoryOf history, CancellationToken cancel)
    {
        if (!query.Filter.Is(out var filter, out var problem)) return Answers.Of(problem);
        var (all, before) = (new List<ChangeLine>(), (long?)null);
        do
        {
            if (!(await history.AskAsync(study, token.Actor, filter, before, HistoryOf.Most, cancel)).Is(out var page, out problem)) return Answers.Of(problem);
            all.AddRange(page.Changes);
            before = page.Next;
        }
        while (before is not null);
        return HistoryTable.File(@as, "history", HistoryTable.Sheet(all));
    }
}
