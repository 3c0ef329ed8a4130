using Throughline.App.Shell;
using Throughline.Workbench.History;

namespace Throughline.App.History;

public static class HistoryEndpoints
{
    public static void MapHistory(this RouteGroupBuilder study)
    {
        var changes = study.MapGroup("/changes").WithTags("History");
        changes.MapGet("/", async (string study, long? after, int? limit, LaunchToken token, ChangesSince since, CancellationToken cancel) =>
            Answers.Ok(await since.AskAsync(study, token.Actor, after ?? 0, limit ?? 500, cancel), lines => lines.Select(ChangeAnswer.Of)));
        changes.MapPost("/undo", async (string study, long? id, LaunchToken token, UndoChange undo, CancellationToken cancel) =>
            Answers.Done(await undo.DoAsync(study, token.Actor, id, cancel), ChangeAnswer.Of));
        changes.MapPut("/{id:long}/undo", async (string study, long id, LaunchToken token, UndoChange undo, CancellationToken cancel) =>
            Answers.Done(await undo.DoAsync(study, token.Actor, id, cancel), ChangeAnswer.Of));
        changes.MapPost("/redo", async (string study, long? id, LaunchToken token, UndoChange undo, CancellationToken cancel) =>
            Answers.Done(await undo.RedoAsync(study, token.Actor, id, cancel), ChangeAnswer.Of));
    }
}
