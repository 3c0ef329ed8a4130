using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Notes;

/// <summary>Finds what the rows of a table of notes are on.</summary>
internal sealed class NotePlaceFinder
{
    private readonly StudyScope scope;
    private readonly QuotePlaces quotes;
    private readonly CodePaths codes;
    private readonly Dictionary<Guid, string> coders;
    private readonly Dictionary<Guid, List<(CodedSegment Segment, string Words)>> segments = [];

    private NotePlaceFinder(StudyScope scope, QuotePlaces quotes, CodePaths codes, Dictionary<Guid, string> coders) =>
        (this.scope, this.quotes, this.codes, this.coders) = (scope, quotes, codes, coders);

    public static async Task<NotePlaceFinder> OpenAsync(StudyScope scope) => new(
        scope, await QuotePlaces.OpenAsync(scope), await CodePaths.OpenAsync(scope),
        await scope.Coders.ToDictionaryAsync(c => c.Id, c => c.Name, scope.Cancel));

    public async Task<Outcome<NotePlace>> FindAsync(ImportNotes.Row row)
    {
        var on = row.On.Trim().Length > 0 ? row.On.Trim().ToLowerInvariant() : Seen(row);
        return on switch
        {
            NoteOn.Journal or NoteOn.Study => new NotePlace(on, null),
            NoteOn.Code => codes.Find(row.Code).Is(out var code, out var problem) ? new NotePlace(on, code.Id) : problem,
            NoteOn.Theme => await NamedAsync(on, row.Theme),
            NoteOn.Participant => await NamedAsync(on, row.Participant),
            NoteOn.Source or NoteOn.Words or NoteOn.Segment => await InSourceAsync(on, row),
            _ => new Problem.Invalid("on", $"“{Told.Words(on, 40)}” is nothing a note can be on. Write one of: {string.Join(", ", NoteOn.Places)}."),
        };
    }

    private static string Seen(ImportNotes.Row row) =>
        row.Quote.Trim().Length > 0 ? NoteOn.Words : row.Source.Trim().Length > 0 ? NoteOn.Source
        : row.Code.Trim().Length > 0 ? NoteOn.Code : row.Theme.Trim().Length > 0 ? NoteOn.Theme
        : row.Participant.Trim().Length > 0 ? NoteOn.Participant : NoteOn.Journal;

    private async Task<Outcome<NotePlace>> NamedAsync(string on, string named) =>
        string.IsNullOrWhiteSpace(named) ? new Problem.Invalid(on, $"The row names no {on}.")
        : (await NotePlace.TargetAsync(scope, on, named)).Is(out var id, out var problem) ? new NotePlace(on, id) : problem;

    /// <summary>A note on a source with a quotation is a note on those words.</summary>
    private async Task<Outcome<NotePlace>> InSourceAsync(string on, ImportNotes.Row row)
    {
        if (string.IsNullOrWhiteSpace(row.Source)) return new Problem.Invalid("source", "The row names no source.");
        if (!quotes.Source(row.Source).Is(out var source, out var problem)) return problem;
        if (string.IsNullOrWhiteSpace(row.Quote))
            return on == NoteOn.Source ? new NotePlace(on, source.Id) : new Problem.Invalid("quote", $"A note on {(on == NoteOn.Words ? "words" : "a segment")} needs its quotation.");
        if (on == NoteOn.Segment) return await SegmentAsync(source, row);
        return (await quotes.FindAsync(source, row.Quote)).Is(out var stretch, out problem)
            ? new NotePlace(NoteOn.Words, source.Id, stretch.Start, stretch.End) : problem;
    }

    /// <summary>Where several codings stand on the same words, the author's own is meant, or else the first.</summary>
    private async Task<Outcome<NotePlace>> SegmentAsync(Source source, ImportNotes.Row row)
    {
        var sought = FoldedText.Fold(row.Quote);
        var found = (await SegmentsAsync(source)).FindAll(s => s.Words == sought).ConvertAll(s => s.Segment);
        if (row.Code.Trim().Length > 0)
        {
            if (!codes.Find(row.Code).Is(out var code, out var problem)) return problem;
            found = found.FindAll(s => s.CodeId == code.Id);
        }
        var words = $"‘{Told.Words(row.Quote)}’";
        if (found.Count == 0)
            return new Problem.Invalid("quote", $"No coding stands on exactly {words} in {source.Name}. Import the codings first, or put the note on words.");
        if (found.DistinctBy(s => (s.Start, s.End)).Skip(1).Any())
            return new Problem.Invalid("quote", $"Codings stand on {words} in more than one place of {source.Name}. Quote more of it.");
        var mine = found.Find(s => NameKey.Of(coders.GetValueOrDefault(s.CoderId, "")) == NameKey.Of(row.Author));
        return new NotePlace(NoteOn.Segment, (mine ?? found.OrderBy(s => s.At).ThenBy(s => s.Id).First()).Id);
    }

    private async Task<List<(CodedSegment Segment, string Words)>> SegmentsAsync(Source source)
    {
        if (segments.TryGetValue(source.Id, out var held)) return held;
        var read = new List<(CodedSegment, string)>();
        foreach (var segment in await scope.Segments.AsNoTracking().Where(s => s.SourceId == source.Id).ToListAsync(scope.Cancel))
            read.Add((segment, FoldedText.Fold(await quotes.WordsAsync(source, segment.Start, segment.End))));
        return segments[source.Id] = read;
    }
}
