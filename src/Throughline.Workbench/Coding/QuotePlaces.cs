using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Coding;

/// <summary>Finds quotations in the sources of a study. Each source is read once, however many rows quote it.</summary>
public sealed class QuotePlaces
{
    private readonly StudyScope scope;
    private readonly List<Source> sources;
    private readonly Dictionary<string, Outcome<Source>> named = [];
    private readonly Dictionary<Guid, (SourceContent Content, FoldedText Folded)> read = [];

    private QuotePlaces(StudyScope scope, List<Source> sources) => (this.scope, this.sources) = (scope, sources);

    public static async Task<QuotePlaces> OpenAsync(StudyScope scope) => new(scope, await scope.Sources.AsNoTracking().ToListAsync(scope.Cancel));

    /// <summary>A source by its id or its name; the name of its file will do.</summary>
    public Outcome<Source> Source(string written)
    {
        if (named.TryGetValue(written, out var known)) return known;
        var key = NameKey.Of(written);
        var found = Guid.TryParse(written, out var id) ? sources.FindAll(s => s.Id == id) : sources.FindAll(s => s.NameKey == key);
        if (found.Count == 0) found = sources.FindAll(s => NameKey.Of(s.FileName) == key);
        return named[written] = found.Count switch
        {
            1 => found[0],
            0 => new Problem.Invalid("source", $"There is no source “{Told.Words(written)}”. Bring it in first, or correct its name."),
            _ => new Problem.Invalid("source", $"{found.Count} sources are called “{Told.Words(written)}”. Name it by its id."),
        };
    }

    /// <summary>The one place of a quotation; else how often it occurs, and where.</summary>
    public async Task<Outcome<(int Start, int End)>> FindAsync(Source source, string quote)
    {
        var (content, folded) = await ReadAsync(source);
        var (places, count) = folded.Find(quote, most: 5);
        if (count == 1) return places[0];
        var words = $"‘{Told.Words(quote)}’";
        if (count == 0) return new Problem.Invalid("quote", $"{words} does not occur in {source.Name}. Copy the words as the source has them.");
        var where = string.Join(", ", places.Select(p => Where(source, content, p.Start)));
        return new Problem.Invalid("quote",
            $"{words} occurs {count} times in {source.Name}: {where}{(count > places.Count ? " …" : "")}. Quote more of it, or give start and end.");
    }

    /// <summary>A stretch given in code points, which must hold the quotation where one is given too.</summary>
    public async Task<Outcome<(int Start, int End)>> CheckAsync(Source source, int start, int end, string quote)
    {
        var request = new ApplyCode.Request(Guid.Empty, "", "", start, end, InPoints: true);
        if (!ApplyCode.Stretch(source, request).Is(out var stretch, out var problem)) return problem;
        if (string.IsNullOrWhiteSpace(quote)) return stretch;
        var (content, _) = await ReadAsync(source);
        var words = content.Words(stretch.Start, stretch.End);
        return FoldedText.Fold(words) == FoldedText.Fold(quote) ? stretch : new Problem.Invalid("quote",
            $"At {start} to {end} {source.Name} says ‘{Told.Words(words)}’, not ‘{Told.Words(quote)}’. Correct one of the two, or leave start and end empty.");
    }

    public async Task<string> WordsAsync(Source source, int start, int end) => (await ReadAsync(source)).Content.Words(start, end);

    private static string Where(Source source, SourceContent content, int start) =>
        content.Layout.TurnAt(start) is { } turn ? $"turn {turn + 1}" : $"position {source.Positions().ToPoints(start)}";

    private async Task<(SourceContent Content, FoldedText Folded)> ReadAsync(Source source)
    {
        if (read.TryGetValue(source.Id, out var held)) return held;
        var content = await scope.ContentAsync(source);
        return read[source.Id] = (content, FoldedText.Of(content.Text));
    }
}
