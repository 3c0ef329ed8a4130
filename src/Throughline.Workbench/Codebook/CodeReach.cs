using System.Numerics;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Codebook;

/// <summary>How far codes reach: in how many segments and sources they stand, and in how many people's words.</summary>
/// <param name="Segments">How many.</param>
/// <param name="Sources">In how many.</param>
/// <param name="Voices">Participants.</param>
/// <param name="Respondents">Those who were heard in answers to a questionnaire alone.</param>
public readonly record struct Reach(int Segments, int Sources, int Voices, int Respondents = 0);

/// <summary>
/// Counts the reach of codes, each alone and with all under it. A person is counted once however many sources they speak in:
/// the participant a speaker is tied to, else the speaker’s name. Interviewers are not counted; a source with one other voice is that person’s whole.
/// </summary>
internal sealed class CodeReach
{
    private readonly Dictionary<Guid, Tally> tallies = [];
    private readonly Dictionary<Guid, Place> sources = [];
    /// <summary>Whether somebody was heard in answers to a questionnaire alone, and who: a participant, else a name.</summary>
    private readonly Dictionary<(bool Answered, string Who), int> people = [];
    private readonly Marks respondents = new();

    private sealed class Tally
    {
        public int Segments;
        public readonly Marks Sources = new(), People = new();

        public void Add(Tally other)
        {
            Segments += other.Segments;
            Sources.Add(other.Sources);
            People.Add(other.People);
        }
    }

    /// <summary>A set of small numbers.</summary>
    private sealed class Marks
    {
        private ulong[] bits = new ulong[1];

        public int Count => bits.Sum(b => BitOperations.PopCount(b));

        public int CountIn(Marks other) => bits.Zip(other.bits, (one, two) => BitOperations.PopCount(one & two)).Sum();

        public void Add(int number)
        {
            if (number / 64 >= bits.Length) Array.Resize(ref bits, number / 64 + 1);
            bits[number / 64] |= 1UL << number % 64;
        }

        public void Add(Marks other)
        {
            if (other.bits.Length > bits.Length) Array.Resize(ref bits, other.bits.Length);
            for (var i = 0; i < other.bits.Length; i++) bits[i] |= other.bits[i];
        }
    }

    private sealed record Voice(Guid Source, int Number, int Person);

    private sealed record Place(int Number, Voice[] Voices);

    public int AllSources { get; private set; }

    public int AllVoices => people.Count - respondents.Count;

    /// <param name="scope">The study.</param>
    /// <param name="codes">Only these codes; null for all.</param>
    public static async Task<CodeReach> OfAsync(StudyScope scope, IReadOnlyCollection<Guid>? codes = null)
    {
        var reach = new CodeReach { AllSources = await scope.Sources.CountAsync(scope.Cancel) };
        var voices = (await reach.VoicesAsync(scope)).ToLookup(v => v.Source);
        var segments = codes is null ? scope.Segments : scope.Segments.Where(s => codes.Contains(s.CodeId));
        foreach (var row in await segments.GroupBy(s => new { s.CodeId, s.SourceId })
            .Select(g => new { g.Key.CodeId, g.Key.SourceId, Count = g.Count() }).ToListAsync(scope.Cancel))
        {
            var tally = reach.Of(row.CodeId);
            if (!reach.sources.TryGetValue(row.SourceId, out var source)) source = reach.sources[row.SourceId] = new(reach.sources.Count, [.. voices[row.SourceId]]);
            tally.Segments += row.Count;
            tally.Sources.Add(source.Number);
            if (source.Voices is [var only]) tally.People.Add(only.Person);
        }
        await reach.HearAsync(scope, segments);
        return reach;
    }

    public Reach Own(Guid code)
    {
        if (!tallies.TryGetValue(code, out var tally)) return default;
        var answered = tally.People.CountIn(respondents);
        return new(tally.Segments, tally.Sources.Count, tally.People.Count - answered, answered);
    }

    /// <summary>Adds up what stands under each. Afterwards the codes' own reach is no longer known.</summary>
    /// <param name="tree">Parents before children.</param>
    public IReadOnlyDictionary<Guid, Reach> Whole(IReadOnlyList<(Code Code, int Level)> tree)
    {
        foreach (var (code, _) in tree.Reverse())
            if (code.ParentId is { } parent && tallies.TryGetValue(code.Id, out var under)) Of(parent).Add(under);
        return tree.ToDictionary(t => t.Code.Id, t => Own(t.Code.Id));
    }

    private Tally Of(Guid code) => tallies.TryGetValue(code, out var tally) ? tally : tallies[code] = new();

    private static int Number<T>(Dictionary<T, int> numbers, T of) where T : notnull =>
        numbers.TryGetValue(of, out var number) ? number : numbers[of] = numbers.Count;

    private async Task<List<Voice>> VoicesAsync(StudyScope scope)
    {
        var answers = (await scope.Sources.Where(s => s.Kind == AnswerSources.Kind).Select(s => s.Id).ToListAsync(scope.Cancel)).ToHashSet();
        var found = new List<Voice>();
        foreach (var s in await scope.Speakers.Where(s => s.Role != Speaker.Interviewer)
            .Select(s => new { s.SourceId, s.Number, s.Name, s.ParticipantId }).ToListAsync(scope.Cancel))
        {
            var answered = s.ParticipantId is null && answers.Contains(s.SourceId);
            var person = Number(people, (answered, s.ParticipantId?.ToString() ?? NameKey.Of(s.Name)));
            if (answered) respondents.Add(person);
            found.Add(new(s.SourceId, s.Number, person));
        }
        return found;
    }

    /// <summary>Where several people speak in one source, the turns tell whose words a segment holds.</summary>
    private async Task HearAsync(StudyScope scope, IQueryable<Coding.CodedSegment> segments)
    {
        var several = sources.Where(s => s.Value.Voices.Length > 1).Select(s => s.Key);
        foreach (var some in several.Chunk(200))
        {
            var coded = await segments.Where(s => some.Contains(s.SourceId))
                .Select(s => new { s.CodeId, s.SourceId, s.Start, s.End }).ToListAsync(scope.Cancel);
            var heard = coded.Select(s => s.SourceId).Distinct().ToList();
            var layouts = await scope.Sources.Where(s => heard.Contains(s.Id))
                .Join(scope.Texts, s => new { s.Id, V = s.TextVersion }, t => new { Id = t.SourceId, V = t.Version }, (s, t) => new { s.Id, t.Layout })
                .ToDictionaryAsync(t => t.Id, t => Layout.Read(t.Layout), scope.Cancel);
            foreach (var segment in coded)
                foreach (var speaker in Speakers(layouts[segment.SourceId], segment.Start, segment.End))
                    if (Array.Find(sources[segment.SourceId].Voices, v => v.Number == speaker) is { } voice) Of(segment.CodeId).People.Add(voice.Person);
        }
    }

    private static IEnumerable<int> Speakers(Layout layout, int start, int end)
    {
        for (var turn = layout.TurnAt(start) ?? 0; turn < layout.Turns.Count && layout.Turns[turn].Start < end; turn++)
            if (layout.Turns[turn].End > start) yield return layout.Turns[turn].Speaker;
    }
}
