using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.History;

/// <summary>How much a study held at an instant, and holds now.</summary>
public sealed class StudyAsOf(StudyStore store) : IQuestion
{
    public sealed record Counts(int Sources, int Codes, int Segments, int Themes, bool Overarching, int Notes);

    /// <param name="At">The instant.</param>
    /// <param name="Change">The last change that had happened by then; 0 before all of them.</param>
    /// <param name="Began">When the study began.</param>
    public sealed record Answer(DateTimeOffset At, long Change, DateTimeOffset Began, Counts Then, Counts Now);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, DateTimeOffset at, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var instant = Instant.Micros(at);
            var began = await scope.Studies.Select(s => s.CreatedAt).SingleAsync(cancel);
            var then = await ReadAsync(scope);
            var now = CountsOf(then);
            var last = await scope.Changes.Where(c => c.At <= instant).MaxAsync(c => (long?)c.Number, cancel) ?? 0;
            if (instant < began) return new Answer(at, 0, Instant.At(began), new(0, 0, 0, 0, false, 0), now);
            await foreach (var edits in RowsAsOf.LaterAsync(scope, at, Kinds, cancel)) Back(then, RowEdit.Read(edits));
            return new Answer(at, last, Instant.At(began), CountsOf(then), now);
        }, cancel);

    private static readonly string[] Kinds = [nameof(Source), nameof(Code), nameof(CodedSegment), nameof(Theme), nameof(Note)];

    /// <summary>Only ids are needed to count, but whether a theme is the overarching one can change.</summary>
    private sealed record Held(Dictionary<string, int> Rows, Dictionary<Guid, bool> Themes);

    private static async Task<Held> ReadAsync(StudyScope scope) => new(
        new()
        {
            [nameof(Source)] = await scope.Sources.CountAsync(scope.Cancel),
            [nameof(Code)] = await scope.Codes.CountAsync(scope.Cancel),
            [nameof(CodedSegment)] = await scope.Segments.CountAsync(scope.Cancel),
            [nameof(Note)] = await scope.Notes.CountAsync(scope.Cancel),
        },
        await scope.Themes.ToDictionaryAsync(t => t.Id, t => t.Overarching, scope.Cancel));

    private static Counts CountsOf(Held held) => new(
        held.Rows[nameof(Source)], held.Rows[nameof(Code)], held.Rows[nameof(CodedSegment)],
        held.Themes.Values.Count(overarching => !overarching), held.Themes.ContainsValue(true), held.Rows[nameof(Note)]);

    private static void Back(Held held, IReadOnlyList<RowEdit> edits)
    {
        foreach (var edit in edits.Reverse())
        {
            if (held.Rows.ContainsKey(edit.Kind)) held.Rows[edit.Kind] += (edit.Before, edit.After) switch { (null, _) => -1, (_, null) => 1, _ => 0 };
            else if (edit.Kind == nameof(Theme) && edit.Before is null) held.Themes.Remove(edit.Id);
            else if (edit.Kind == nameof(Theme) && edit.Before!.TryGetValue("overarching", out var overarching)) held.Themes[edit.Id] = overarching.GetBoolean();
        }
    }
}
