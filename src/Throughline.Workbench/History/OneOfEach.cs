using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.History;

/// <summary>What the verbs promise and the schema does not hold: one name in one place, one number for one theme, nothing twice.</summary>
internal sealed class OneOfEach(StudyScope scope, Obstacles obstacles)
{
    private sealed record Twice(Guid Other, string Why);

    public async Task<Problem?> CheckAsync() =>
        await ToldAsync(await CodesAsync()) ?? await ToldAsync(await NamesAsync()) ?? await ToldAsync(await ThemesAsync()) ?? await ToldAsync(await PlacesAsync());

    private async Task<Problem?> ToldAsync(Twice? twice) => twice is null ? null : await obstacles.OnAsync(twice.Other, twice.Why);

    private async Task<Twice?> CodesAsync()
    {
        var touched = Touched<Code>().Select(c => c.Id).ToHashSet();
        if (touched.Count == 0) return null;
        await scope.Codes.LoadAsync(scope.Cancel);
        var all = scope.Rows.Codes.Local.ToList();
        if (CodeOrder.Impossible(all, touched) is not { } code) return null;
        var other = all.FirstOrDefault(c => c.Id != code.Id && c.ParentId == code.ParentId && c.NameKey == code.NameKey);
        return new(other?.Id ?? code.ParentId ?? code.Id,
            $"The place or the name that {code.Name} had is taken since. Move or rename what stands there now, and undo again.");
    }

    private async Task<Twice?> NamesAsync() =>
        await TwiceAsync<Source>(_ => scope.Sources, s => s.NameKey, s => $"There is another source {s.Name} since.")
        ?? await TwiceAsync<Participant>(_ => scope.Participants, p => p.NameKey, p => $"There is another participant {p.Name} since.")
        ?? await TwiceAsync<Respondent>(_ => scope.Respondents, r => r.CodeKey, r => $"There is another respondent {r.Code} since.")
        ?? await TwiceAsync<Variable>(_ => scope.Variables, v => v.NameKey, v => $"There is another variable {v.Name} since.")
        ?? await TwiceAsync<Questionnaire>(_ => scope.Questionnaires, q => q.NameKey, q => $"There is another questionnaire {q.Name} since.")
        ?? await TwiceAsync<Question>(_ => scope.Questions, q => q.Name.Length == 0 ? null : (q.QuestionnaireId, q.Name.ToLowerInvariant()), q => $"There is another question {q.Name} since.");

    private async Task<Twice?> ThemesAsync() =>
        await TwiceAsync<Theme>(_ => scope.Themes, t => t.Overarching ? null : t.Number, t => $"{t.Label} is theme {t.Number} since.")
        ?? await TwiceAsync<Theme>(_ => scope.Themes, t => t.Overarching ? true : null, t => $"{t.Label} is the overarching theme since.");

    private async Task<Twice?> PlacesAsync() =>
        await TwiceAsync<ThemeCode>(_ => scope.ThemeCodes, t => (t.ThemeId, t.CodeId), _ => "The code stands under that theme again since.")
        ?? await TwiceAsync<ThemeSegment>(
            touched => SomeOf(touched, t => t.SegmentId) is { } some ? scope.ThemeSegments.Where(t => some.Contains(t.SegmentId)) : scope.ThemeSegments,
            t => (t.ThemeId, t.SegmentId), _ => "The segment stands under that theme again since.")
        ?? await TwiceAsync<NoteLink>(
            touched => SomeOf(touched, l => l.NoteId) is { } some ? scope.NoteLinks.Where(l => some.Contains(l.NoteId)) : scope.NoteLinks,
            l => (l.NoteId, l.On, l.TargetId), _ => "The note is linked to that again since.");

    private static List<Guid>? SomeOf<T>(IReadOnlyList<T> touched, Func<T, Guid> id) =>
        touched.Select(id).Distinct().ToList() is { Count: <= 500 } few ? few : null;

    private List<T> Touched<T>() where T : class, IRecorded =>
        [.. scope.Rows.ChangeTracker.Entries<T>().Where(e => e.State is EntityState.Added or EntityState.Modified).Select(e => e.Entity)];

    /// <summary>A row that has the same key as one that would come back or be altered.</summary>
    /// <param name="near">Where such rows may be.</param>
    /// <param name="key">What only one may have; null for rows that are not minded.</param>
    /// <param name="why">What is wrong, said of the row in the way.</param>
    private async Task<Twice?> TwiceAsync<T>(Func<IReadOnlyList<T>, IQueryable<T>> near, Func<T, object?> key, Func<T, string> why) where T : class, IRecorded
    {
        var touched = Touched<T>();
        if (touched.Count == 0) return null;
        await near(touched).LoadAsync(scope.Cancel);
        var own = touched.Select(t => t.Id).ToHashSet();
        foreach (var same in scope.Rows.Set<T>().Local.Where(r => key(r) is not null).GroupBy(key).Where(g => g.Skip(1).Any() && g.Any(r => own.Contains(r.Id))))
        {
            var other = same.OrderBy(r => own.Contains(r.Id)).First();
            return new(other.Id, why(other));
        }
        return null;
    }
}
