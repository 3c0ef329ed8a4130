using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Coding;

/// <summary>Everything that lies open while one source is being coded.</summary>
public sealed class CodingDesk(StudyStore store) : IQuestion
{
    /// <summary>As much of a definition as a picker shows.</summary>
    public const int MeaningLength = 400;

    /// <summary>Positions in UTF-16 code units.</summary>
    public sealed record Segment(Guid Id, Guid Code, Guid Coder, int Start, int End, int DefinitionVersion, long At);

    /// <param name="Participant">The study name of the participant that the voice is tied to, and what is known of them.</param>
    public sealed record Voice(int Number, string Name, string Role, Guid? ParticipantId, string? Participant, string? Values);

    /// <summary>A note on words, with their positions, or on a segment.</summary>
    public sealed record NoteOfWords(Guid Id, string Kind, string On, Guid Target, int? Start, int? End, string Title, string Text, string Author, long At);

    public sealed record Person(Guid Id, string Name);

    public sealed record Meaning(Guid Code, int Version, string Definition, string WhenToUse);

    public sealed record ThemeLine(Guid Id, int Number, string Label, bool Overarching);

    /// <summary>A code or a segment that stands under a theme.</summary>
    public sealed record Under(Guid Theme, Guid Item);

    public sealed record Lines(IReadOnlyList<ThemeLine> Themes, IReadOnlyList<Under> Codes, IReadOnlyList<Under> Segments);

    public sealed record Answer(Source Source, SourceContent Content, IReadOnlyList<Voice> Voices, IReadOnlyList<SourcesInOrder.Line> Sources)
    {
        public required IReadOnlyList<Code> Codes { get; init; }
        public required IReadOnlyDictionary<Guid, string> Meanings { get; init; }
        public required IReadOnlyDictionary<Guid, int> Counts { get; init; }
        public required IReadOnlyList<Segment> Segments { get; init; }
        public required IReadOnlyList<Person> Coders { get; init; }
        public required IReadOnlyList<NoteOfWords> Notes { get; init; }
        public required Lines Line { get; init; }
        public required long LastChange { get; init; }
    }

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, Guid source, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            // Asked first: what happens while the rest is read comes again as a change, rather than never.
            var last = await scope.Changes.MaxAsync(c => (long?)c.Number, cancel) ?? 0;
            if (await scope.Sources.FirstOrDefaultAsync(s => s.Id == source, cancel) is not { } row) return new Problem.NotFound("source", source.ToString());
            var codes = await scope.Codes.OrderBy(c => c.Position).ToListAsync(cancel);
            return new Answer(row, await scope.ContentAsync(row), await VoicesAsync(scope, source), await SourcesInOrder.OfAsync(scope))
            {
                Codes = codes,
                Meanings = await MeaningsAsync(scope, codes),
                Counts = await CodeCounts.OfAsync(scope),
                // Regions and stretches of time have a page of their own.
                Segments = await scope.Segments.Where(s => s.SourceId == source && s.End > s.Start).OrderBy(s => s.Start)
                    .Select(s => new Segment(s.Id, s.CodeId, s.CoderId, s.Start, s.End, s.DefinitionVersion, s.At)).ToListAsync(cancel),
                Coders = await scope.Coders.Select(c => new Person(c.Id, c.Name)).ToListAsync(cancel),
                Notes = await NotesAsync(scope, source),
                Line = await LinesAsync(scope, source),
                LastChange = last,
            };
        }, cancel);

    /// <summary>What each code means now, in short.</summary>
    private static async Task<Dictionary<Guid, string>> MeaningsAsync(StudyScope scope, List<Code> codes)
    {
        var versions = codes.ToDictionary(c => c.Id, c => c.DefinitionVersion);
        var all = await scope.Definitions.Select(d => new Meaning(d.CodeId, d.Version, d.Definition, d.WhenToUse)).ToListAsync(scope.Cancel);
        return all.Where(m => versions.GetValueOrDefault(m.Code) == m.Version).ToDictionary(m => m.Code, m =>
            Told.Words(string.Join(" ", new[] { m.Definition, m.WhenToUse }.Where(t => t.Length > 0)), MeaningLength));
    }

    private static async Task<IReadOnlyList<Voice>> VoicesAsync(StudyScope scope, Guid source) =>
        await scope.Speakers.Where(s => s.SourceId == source).OrderBy(s => s.Number)
            .Select(s => new { s.Number, s.Name, s.Role, Participant = scope.Participants.FirstOrDefault(p => p.Id == s.ParticipantId) })
            .Select(s => new Voice(s.Number, s.Name, s.Role, s.Participant!.Id, s.Participant.Name, s.Participant.Values)).ToListAsync(scope.Cancel);

    private static async Task<IReadOnlyList<NoteOfWords>> NotesAsync(StudyScope scope, Guid source) =>
        await scope.Notes.Where(n => (n.On == NoteOn.Words && n.TargetId == source)
                || (n.On == NoteOn.Segment && scope.Segments.Any(s => s.Id == n.TargetId && s.SourceId == source)))
            .OrderBy(n => n.At)
            .Select(n => new NoteOfWords(n.Id, n.Kind, n.On, n.TargetId!.Value, n.Start, n.End, n.Title, n.Text,
                scope.Coders.First(c => c.Id == n.AuthorId).Name, n.At)).ToListAsync(scope.Cancel);

    private static async Task<Lines> LinesAsync(StudyScope scope, Guid source) => new(
        await scope.Themes.OrderBy(t => t.Number).Select(t => new ThemeLine(t.Id, t.Number, t.Label, t.Overarching)).ToListAsync(scope.Cancel),
        await scope.ThemeCodes.Select(t => new Under(t.ThemeId, t.CodeId)).ToListAsync(scope.Cancel),
        await scope.ThemeSegments.Where(t => t.Stance == ThemeSegment.Supporting && scope.Segments.Any(s => s.Id == t.SegmentId && s.SourceId == source))
            .Select(t => new Under(t.ThemeId, t.SegmentId)).ToListAsync(scope.Cancel));
}
