using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Studies;

/// <summary>All that the start page shows: the studies, where the person stopped, what others did.</summary>
public sealed class StudyStart(StudyStore store, StudyList list) : IQuestion
{
    private const int Around = 90, Others = 5;

    /// <summary>So many of a study's last changes are looked through for those of others; where all are one's own, there is no end to them.</summary>
    private const int Lately = 2000;

    public sealed record Seen(StudyList.Line Line, bool HasChosen);

    public sealed record Stop(
        Guid Study, string StudyName, Guid Source, Guid Segment, int Start, string Place, string Before, string Words, string After, DateTimeOffset At);

    public sealed record Answer(IReadOnlyList<Seen> Studies, IReadOnlyList<Seen> Archived, Stop? Stopped, IReadOnlyList<(string Study, ChangeLine Change)> Others);

    public async Task<Answer> AskAsync(Actor actor, CancellationToken cancel)
    {
        var lines = await list.AskAsync(cancel);
        var chosen = await store.AskAllAsync(db => db.ThemeSegments.Where(t => t.Chosen).Select(t => t.StudyId).Distinct().ToListAsync(cancel));
        var seen = lines.Select(l => new Seen(l, chosen.Contains(l.Study.Id))).ToList();
        return new(
            [.. seen.Where(s => s.Line.Study.ArchivedAt is null)], [.. seen.Where(s => s.Line.Study.ArchivedAt is not null)],
            await StoppedAsync(lines, actor, cancel), await OthersAsync(lines, actor, cancel));
    }

    private async Task<Stop?> StoppedAsync(IReadOnlyList<StudyList.Line> lines, Actor actor, CancellationToken cancel)
    {
        var names = lines.Where(l => l.Study.ArchivedAt is null).ToDictionary(l => l.Study.Id, l => l.Study.Name);
        var studies = names.Keys.ToList();
        var coders = await store.AskAllAsync(db => db.Coders.Where(c => c.Name == actor.Name && studies.Contains(c.StudyId))
            .Select(c => new { c.StudyId, c.Id, At = db.Segments.Where(s => s.StudyId == c.StudyId && s.CoderId == c.Id).Max(s => (long?)s.At) }).ToListAsync(cancel));
        if (coders.Where(c => c.At is not null).MaxBy(c => c.At) is not { } coder) return null;
        var asked = await store.AskAsync<Stop>(coder.StudyId, actor, async scope =>
        {
            var last = await scope.Segments.Where(s => s.CoderId == coder.Id && s.At == coder.At).OrderByDescending(s => s.Id).FirstOrDefaultAsync(cancel);
            if (last is null) return new Problem.NotFound("segment", actor.Name);
            var source = await scope.Sources.SingleAsync(s => s.Id == last.SourceId, cancel);
            var content = await scope.ContentAsync(source);
            var place = content.Layout.TurnAt(last.Start) is { } turn ? $"{source.Name}, turn {turn + 1}" : source.Name;
            return new Stop(
                last.StudyId, names[last.StudyId], source.Id, last.Id, last.Start, place, Before(content, last.Start),
                Told.Words(content.Words(last.Start, last.End), 220), After(content, last.End), Instant.At(last.At));
        }, cancel);
        return asked.Is(out var found, out _) ? found : null;
    }

    private static string Before(SourceContent content, int start)
    {
        var from = content.Layout.TurnAt(start) is { } turn ? content.Layout.Turns[turn].Start : 0;
        var words = content.Words(Math.Max(from, start - Around), start);
        return start - Around > from ? "…" + words[(words.IndexOf(' ', StringComparison.Ordinal) + 1)..] : words;
    }

    private static string After(SourceContent content, int end)
    {
        var to = content.Layout.TurnAt(end - 1) is { } turn ? content.Layout.Turns[turn].End : content.Text.Length;
        var words = content.Words(end, Math.Min(to, end + Around));
        return end + Around < to && words.LastIndexOf(' ') is > 0 and var cut ? words[..cut] + "…" : words;
    }

    private Task<IReadOnlyList<(string Study, ChangeLine Change)>> OthersAsync(IReadOnlyList<StudyList.Line> lines, Actor actor, CancellationToken cancel) =>
        store.AskAllAsync<IReadOnlyList<(string Study, ChangeLine Change)>>(async db =>
        {
            var found = new List<(string Study, ChangeLine Change)>();
            foreach (var (study, last) in lines.Where(l => l.Last is not null).Select(l => (l.Study, l.Last!)))
                found.AddRange((await ChangesSince.LinesAsync(
                    db.Changes.Where(c => c.StudyId == study.Id && c.Number > last.Number - Lately && c.Actor != actor.Name).OrderByDescending(c => c.Number).Take(Others), cancel))
                    .Select(c => (study.Name, c)));
            return [.. found.OrderByDescending(f => f.Change.At).Take(Others)];
        });
}
