using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>A segment with all of the line that runs through it: themes, code, place, person, and the notes on it.</summary>
public sealed class OneSegment(StudyStore store) : IQuestion
{
    /// <param name="Row">The segment.</param>
    /// <param name="Line">Its code and what stands above it.</param>
    /// <param name="Themes">The themes that hold its code, and those under which it is placed itself.</param>
    /// <param name="Said">What is known of who says it: charity, North West, 14 months.</param>
    /// <param name="Voices">Everybody who could say what its code is about, with how often they do.</param>
    /// <param name="ByParticipant">Whether those are participants; else they are sources.</param>
    /// <param name="Here">The key of the one who says this.</param>
    /// <param name="Notes">The notes on it, the newest first.</param>
    public sealed record Answer(
        SegmentRow Row, CodeOnTheLine.Answer Line, IReadOnlyList<CodeOnTheLine.ThemeName> Themes, string Said, IReadOnlyList<SegmentVoices> Voices,
        bool ByParticipant, string Here, IReadOnlyList<NoteLine> Notes);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, Guid segment, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var key = await scope.Segments.Where(s => s.Id == segment)
                .Select(s => new SegmentKey(s.Id, s.SourceId, s.CodeId, s.CoderId, s.Start, s.End, s.FromMs ?? s.Page ?? 0L, s.DefinitionVersion, s.At)).FirstOrDefaultAsync(cancel);
            if (key is null) return new Problem.NotFound("segment", segment.ToString());
            var names = await SegmentNames.LoadAsync(scope);
            var speaking = await Speaking.LoadAsync(scope, names);
            var rows = new SegmentRows(scope, names, speaking, new(names, speaking, SegmentOrder.Source));
            var row = (await rows.ReadAsync([key], ContextWidth.None, others: false))[0];
            var line = await CodeOnTheLine.OfAsync(scope, names, key.Code);
            var placed = row.Stances.Select(s => new CodeOnTheLine.ThemeName(s.Theme, s.Number, s.Label));
            var tally = SegmentTally.Of(await OfCodeAsync(scope, key.Code), speaking);
            var person = speaking.Of(key);
            return new Answer(
                row, line, [.. line.Themes.Concat(placed).DistinctBy(t => t.Id).OrderBy(t => t.Number)], person is { } id ? names.People[id].Said : "",
                SegmentsWhere.Voices(tally, names), names.People.Count > 0, (names.People.Count > 0 ? person ?? Guid.Empty : key.Source).ToString(),
                await NotesAsync(scope, segment));
        }, cancel);

    private static async Task<List<SegmentKey>> OfCodeAsync(StudyScope scope, Guid code) =>
        await scope.Segments.Where(s => s.CodeId == code)
            .Select(s => new SegmentKey(s.Id, s.SourceId, s.CodeId, s.CoderId, s.Start, s.End, s.FromMs ?? s.Page ?? 0L, s.DefinitionVersion, s.At)).ToListAsync(scope.Cancel);

    private static async Task<IReadOnlyList<NoteLine>> NotesAsync(StudyScope scope, Guid segment)
    {
        var notes = await scope.Notes.Where(n => n.On == NoteOn.Segment && n.TargetId == segment).ToListAsync(scope.Cancel);
        return await NoteLines.WithLinksAsync(scope, [.. notes.OrderByDescending(n => n.At).ThenByDescending(n => n.Id)]);
    }
}
