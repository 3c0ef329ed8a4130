using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Notes;

/// <summary>What the coding page shows beside a source: notes on it, on its words and segments, and on codes.</summary>
public sealed class NotesOfSource(StudyStore store) : IQuestion
{
    public Task<Outcome<IReadOnlyList<NoteLine>>> AskAsync(StudyRef study, Actor actor, string source, CancellationToken cancel) =>
        store.AskAsync<IReadOnlyList<NoteLine>>(study, actor, async scope =>
        {
            if (!(await scope.SourceAsync(source)).Is(out var row, out var problem)) return problem;
            var notes = await scope.Notes.Where(n =>
                ((n.On == NoteOn.Source || n.On == NoteOn.Words) && n.TargetId == row.Id)
                || n.On == NoteOn.Code
                || (n.On == NoteOn.Segment && scope.Segments.Any(s => s.Id == n.TargetId && s.SourceId == row.Id))).ToListAsync(cancel);
            return Outcome.Of(await NoteLines.WithLinksAsync(scope, [.. notes.OrderByDescending(n => n.At).ThenByDescending(n => n.Id)]));
        }, cancel);
}
