using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Studies;

/// <summary>One study with how much is in it, and who has worked on it.</summary>
public sealed class StudyContents(StudyStore store) : IQuestion
{
    /// <param name="Changes">How many changes they made that still stand or were undone.</param>
    /// <param name="Segments">How many segments of theirs stand.</param>
    public sealed record Person(string Name, int Changes, int Segments, DateTimeOffset Last);

    /// <param name="Coded">How many sources have a segment.</param>
    /// <param name="Defined">How many codes say what they mean.</param>
    /// <param name="Chosen">How many quotations are chosen for the report.</param>
    public sealed record Answer(
        Study Study, int Sources, int Words, int Coded, int Participants, int Codes, int Defined, int Segments, int Themes, bool Overarching, int Chosen, int Notes,
        IReadOnlyList<Person> People);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope => await scope.KeptAsync(() => CountAsync(scope), _ => 1), cancel);

    private static async Task<Answer> CountAsync(StudyScope scope) => new(
        await scope.Studies.SingleAsync(scope.Cancel),
        await scope.Sources.CountAsync(scope.Cancel),
        await scope.Sources.SumAsync(s => s.WordCount, scope.Cancel),
        await scope.Segments.Select(s => s.SourceId).Distinct().CountAsync(scope.Cancel),
        await scope.Participants.CountAsync(scope.Cancel),
        await scope.Codes.CountAsync(scope.Cancel),
        await scope.Codes.CountAsync(c => c.DefinitionVersion > 0, scope.Cancel),
        await scope.Segments.CountAsync(scope.Cancel),
        await scope.Themes.CountAsync(t => !t.Overarching, scope.Cancel),
        await scope.Themes.AnyAsync(t => t.Overarching, scope.Cancel),
        await scope.ThemeSegments.CountAsync(t => t.Chosen, scope.Cancel),
        await scope.Notes.CountAsync(scope.Cancel),
        await PeopleAsync(scope));

    private static async Task<IReadOnlyList<Person>> PeopleAsync(StudyScope scope)
    {
        var acted = await scope.Changes.GroupBy(c => c.Actor).Select(g => new { g.Key, Count = g.Count(), Last = g.Max(c => c.At) }).ToListAsync(scope.Cancel);
        var coded = await (from segment in scope.Segments
                           join coder in scope.Coders on segment.CoderId equals coder.Id
                           group segment by coder.Name into g
                           select new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, scope.Cancel);
        return [.. acted.OrderByDescending(a => a.Last).Select(a => new Person(a.Key, a.Count, coded.GetValueOrDefault(a.Key), Instant.At(a.Last)))];
    }
}
