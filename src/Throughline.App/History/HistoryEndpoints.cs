using Throughline.App.Shell;
using Throughline.Workbench.History;

namespace Throughline.App.History;

public static class HistoryEndpoints
{
    public static void MapHistory(this RouteGroupBuilder study)
    {
        var changes = study.MapGroup("/changes").WithTags("History");
        changes.MapGet("/", async (string study, long? after, int? limit, HttpContext context, LaunchToken token, ChangedRows since, ChangeStream stream, CancellationToken cancel) =>
        {
            if (!context.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase))
                return Answers.Ok(await since.AskAsync(study, token.Actor, after ?? 0, limit ?? 500, cancel), a => a.Lines.Select(ChangeAnswer.Of));
            await stream.WriteAsync(context, study, token.Actor, after ?? 0);
            return Results.Empty;
        });
        changes.MapGet("/events", (string study, long? after, HttpContext context, LaunchToken token, ChangeStream stream) =>
            stream.WriteAsync(context, study, token.Actor, after ?? 0));
        changes.MapPost("/undo", async (string study, long? id, LaunchToken token, UndoChange undo, CancellationToken cancel) =>
            Answers.Done(await undo.DoAsync(study, token.Actor, id, cancel), ChangeAnswer.Of));
        changes.MapPut("/{id:long}/undo", async (string study, long id, LaunchToken token, UndoChange undo, CancellationToken cancel) =>
            Answers.Done(await undo.DoAsync(study, token.Actor, id, cancel), ChangeAnswer.Of));
        changes.MapPost("/redo", async (string study, long? id, LaunchToken token, UndoChange undo, CancellationToken cancel) =>
            Answers.Done(await undo.RedoAsync(study, token.Actor, id, cancel), ChangeAnswer.Of));
    }
}
