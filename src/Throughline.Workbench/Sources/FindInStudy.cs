using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources.Finding;

namespace Throughline.Workbench.Sources;

/// <summary>
/// Finds words in all texts of a study, in the order of their names, whatever their case, accents and apostrophes: see
/// <see cref="WordQuery"/>. Codes and participants are found by any part of their names.
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

        /// <summary>Each of the words that were asked for, in code points.</summary>
        public required IReadOnlyList<Mark> Marks { get; init; }
    }

    public readonly record struct Mark(int Start, int End);

    public sealed record CodeFound(Guid Id, string Name, string? Parent, int Dye, int Weave);

    public sealed record PersonFound(Guid Id, string Name);

    /// <param name="More">There are more places than these.</param>
    public sealed record Answer(IReadOnlyList<Place> Places, bool More, IReadOnlyList<CodeFound> Codes, IReadOnlyList<PersonFound> People);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var words = request.Words.Trim();
            if (words.Length > Longest || (words.Length < Shortest && !IsSign(words))) return new Problem.Invalid("words", $"Give {Shortest} to {Longest} characters to find.");
            var (found, more) = await new PlacesInTexts(scope, store.Index, WordQuery.Of(words))
                .FindAsync(Math.Clamp(request.Places, 1, MostPlaces), Math.Clamp(request.InEach, 1, MostPlaces));
            return new Answer(await PlacesAsync(scope, found), more, await CodesAsync(scope, words), await PeopleAsync(scope, words));
        }, cancel);

    private static async Task<IReadOnlyList<Place>> PlacesAsync(StudyScope scope, IReadOnlyList<PlacesInTexts.Found> found)
    {
        var ids = found.Select(f => f.Source).ToList();
        var sources = (await scope.Sources.Where(s => ids.Contains(s.Id)).ToListAsync(scope.Cancel)).ToDictionary(s => s.Id);
        var speakers = (await scope.Speakers.Where(s => ids.Contains(s.SourceId)).ToListAsync(scope.Cancel)).ToDictionary(s => (s.SourceId, s.Number));
        return [.. found.SelectMany(text =>
        {
            var (source, content) = (sources[text.Source], text.Content);
            var positions = source.Positions();
            return text.Matches.Select(match =>
            {
                var index = content.Layout.TurnAt(match.Start);
                var turn = index is { } at ? content.Layout.Turns[at] : null;
                var speaker = turn is null ? null : speakers.GetValueOrDefault((source.Id, turn.Speaker));
                var (from, to) = (Math.Max(turn?.Start ?? 0, match.Start - Around), Math.Max(match.End, Math.Min(turn?.End ?? content.Text.Length, match.End + Around)));
                return new Place(
                    source.Id, source.Name, index + 1, speaker?.Name ?? "", speaker?.Role == Speaker.Interviewer, content.Layout.TimeAt(match.Start),
                    positions.ToPoints(match.Start), positions.ToPoints(match.End))
                {
                    Before = LineOf(content.Words(from, match.Start)), Words = Shortened(LineOf(content.Words(match.Start, match.End))),
                    After = LineOf(content.Words(match.End, to)), Marks = [.. match.Words.Select(w => new Mark(positions.ToPoints(w.Start), positions.ToPoints(w.End)))],
                };
            });
        })];
    }

    /// <summary>Words that stand far apart in a passage are shown by its ends.</summary>
    private static string Shortened(string words) => words.Length <= 3 * Around ? words : $"{words[..Around]} … {words[^Around..]}";

    /// <summary>One sign of a script without spaces may be a whole word.</summary>
    private static bool IsSign(string words) => FoldedWords.Of(words) is { Count: 1 } one && one.IsSign(0);

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
        words.Split([' ', '"', '“', '”'], StringSplitOptions.RemoveEmptyEntries).All(w => name.Contains(w, StringComparison.CurrentCultureIgnoreCase));
}
