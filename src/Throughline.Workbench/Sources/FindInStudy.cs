using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>
/// Finds words in all texts of a study, whatever their case and whichever apostrophe, and codes and participants by their names.
/// The texts are read through, in the order of their names, until there is enough: nothing has to be kept in step with them.
/// </summary>
public sealed class FindInStudy(StudyStore store) : IQuestion
{
    public const int Shortest = 2, Longest = 200, MostPlaces = 500;
    private const int Around = 60, Names = 12;

    /// <param name="Places">How many at most.</param>
    /// <param name="InEach">How many of one source at most.</param>
    public sealed record Request(string Words, int Places = 50, int InEach = MostPlaces);

    /// <summary>Words as they stand, in code points, with a little of what stands around them.</summary>
    public sealed record Place(Guid Source, string SourceName, int? Turn, string Speaker, bool Asked, long? Time, int Start, int End)
    {
        public required string Before { get; init; }
        public required string Words { get; init; }
        public required string After { get; init; }
    }

    public sealed record CodeFound(Guid Id, string Name, string? Parent, int Dye, int Weave);

    public sealed record PersonFound(Guid Id, string Name);

    /// <param name="More">There are more places than these.</param>
    public sealed record Answer(IReadOnlyList<Place> Places, bool More, IReadOnlyList<CodeFound> Codes, IReadOnlyList<PersonFound> People);

    private sealed record Match(int Start, int Length);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var words = request.Words.Trim();
            if (words.Length is < Shortest or > Longest) return new Problem.Invalid("words", $"Give {Shortest} to {Longest} characters to find.");
            var (places, more) = await PlacesAsync(scope, PatternOf(words), Math.Clamp(request.Places, 1, MostPlaces), Math.Clamp(request.InEach, 1, MostPlaces));
            return new Answer(places, more, await CodesAsync(scope, words), await PeopleAsync(scope, words));
        }, cancel);

    /// <summary>The words with any white space between them and any form of quotation mark and apostrophe.</summary>
    private static Regex PatternOf(string words)
    {
        var pattern = new StringBuilder();
        foreach (var (word, index) in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select((w, i) => (w, i)))
        {
            if (index > 0) pattern.Append(@"\s+");
            foreach (var sign in word)
                pattern.Append(sign switch { '\'' or '‘' or '’' => "['‘’]", '"' or '“' or '”' => "[\"“”]", _ => Regex.Escape(sign.ToString()) });
        }
        return new(pattern.ToString(), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    private static async Task<(IReadOnlyList<Place> Places, bool More)> PlacesAsync(StudyScope scope, Regex pattern, int wanted, int inEach)
    {
        var (places, more) = (new List<Place>(), false);
        foreach (var line in await SourcesInOrder.OfAsync(scope))
        {
            var text = await scope.Sources.Where(s => s.Id == line.Id)
                .Join(scope.Texts, s => new { SourceId = s.Id, Version = s.TextVersion }, t => new { t.SourceId, t.Version }, (s, t) => t.Text).SingleAsync(scope.Cancel);
            var found = new List<Match>();
            foreach (var match in pattern.EnumerateMatches(text))
            {
                found.Add(new(match.Index, match.Length));
                if (found.Count > inEach || places.Count + found.Count > wanted) break;
            }
            if (found.Count == 0) continue;
            var shown = Math.Min(inEach, wanted - places.Count);
            more |= found.Count > shown;
            if (shown > 0) places.AddRange(await OfAsync(scope, line.Id, found.Take(shown)));
            if (more && places.Count == wanted) break;
        }
        return (places, more);
    }

    private static async Task<IReadOnlyList<Place>> OfAsync(StudyScope scope, Guid id, IEnumerable<Match> found)
    {
        var source = await scope.Sources.SingleAsync(s => s.Id == id, scope.Cancel);
        var speakers = await scope.Speakers.Where(s => s.SourceId == id).ToDictionaryAsync(s => s.Number, scope.Cancel);
        var (content, positions) = (await scope.ContentAsync(source), source.Positions());
        return [.. found.Select(match =>
        {
            var (start, end) = (match.Start, match.Start + match.Length);
            var index = content.Layout.TurnAt(start);
            var turn = index is { } at ? content.Layout.Turns[at] : null;
            var speaker = turn is null ? null : speakers.GetValueOrDefault(turn.Speaker);
            var (from, to) = (Math.Max(turn?.Start ?? 0, start - Around), Math.Max(end, Math.Min(turn?.End ?? content.Text.Length, end + Around)));
            return new Place(
                id, source.Name, index + 1, speaker?.Name ?? "", speaker?.Role == Speaker.Interviewer, content.Layout.TimeAt(start),
                positions.ToPoints(start), positions.ToPoints(end))
            {
                Before = LineOf(content.Words(from, start)), Words = LineOf(content.Words(start, end)), After = LineOf(content.Words(end, to)),
            };
        })];
    }

    private static string LineOf(string words) => words.ReplaceLineEndings(" ");

    private static async Task<IReadOnlyList<CodeFound>> CodesAsync(StudyScope scope, string words)
    {
        var codes = await scope.Codes.Where(c => c.RetiredAt == null).Select(c => new { c.Id, c.Name, c.ParentId, c.Dye, c.Weave }).ToListAsync(scope.Cancel);
        var names = codes.ToDictionary(c => c.Id, c => c.Name);
        return [.. codes.Where(c => IsNamed(c.Name, words)).OrderBy(c => c.Name, NaturalOrder.Names).Take(Names)
            .Select(c => new CodeFound(c.Id, c.Name, c.ParentId is { } parent ? names.GetValueOrDefault(parent) : null, c.Dye, c.Weave))];
    }

    private static async Task<IReadOnlyList<PersonFound>> PeopleAsync(StudyScope scope, string words) =>
        [.. (await scope.Participants.Select(p => new PersonFound(p.Id, p.Name)).ToListAsync(scope.Cancel))
            .Where(p => IsNamed(p.Name, words)).OrderBy(p => p.Name, NaturalOrder.Names).Take(Names)];

    private static bool IsNamed(string name, string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).All(w => name.Contains(w, StringComparison.CurrentCultureIgnoreCase));
}
