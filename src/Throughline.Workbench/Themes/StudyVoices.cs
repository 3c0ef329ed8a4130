using Throughline.Workbench.Participants;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Themes;

/// <summary>
/// Who can be heard in a study. A source is its participant's where one is tied to a speaker of it, else it goes by its own
/// name; where several are tied, as in a focus group, a segment is of whoever has the turn in which it begins. A speaker's name
/// as the file has it may be a real one, and is never told.
/// </summary>
internal sealed class StudyVoices
{
    private readonly Dictionary<Guid, int> alone = [];
    private readonly Dictionary<Guid, (Layout Layout, Dictionary<int, int> ByNumber)> shared = [];
    private readonly Dictionary<Guid, string> sourceNames = [];

    /// <summary>In the order in which people look names up. A voice is a place in this list.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Sources in which several participants are heard.</summary>
    public IReadOnlyCollection<Guid> Shared => shared.Keys;

    public static async Task<StudyVoices> OfAsync(
        StudyScope scope, IReadOnlyList<Source> sources, IReadOnlyList<Speaker> speakers, IReadOnlyList<Participant> participants)
    {
        var voices = new StudyVoices();
        var names = participants.ToDictionary(p => p.Id, p => p.Name);
        var tied = speakers.Where(s => s.ParticipantId is { } p && names.ContainsKey(p)).ToLookup(s => s.SourceId);
        var owners = sources.ToDictionary(s => s.Id, s => tied[s.Id].Select(t => t.ParticipantId!.Value).Distinct().ToList());
        var keys = sources.SelectMany(s => owners[s.Id] is { Count: > 0 } own ? own.Select(o => (Id: o, Name: names[o])) : [(s.Id, s.Name)])
            .Distinct().OrderBy(k => k.Name, NaturalOrder.Names).ThenBy(k => k.Id).ToList();
        var numbers = keys.Select((k, i) => (k.Id, i)).ToDictionary(k => k.Id, k => k.i);
        voices.Names = [.. keys.Select(k => k.Name)];
        foreach (var source in sources)
        {
            voices.sourceNames[source.Id] = source.Name;
            if (owners[source.Id] is not { Count: > 1 } several) voices.alone[source.Id] = numbers[owners[source.Id].FirstOrDefault(source.Id)];
            else
            {
                var byNumber = tied[source.Id].DistinctBy(t => t.Number).ToDictionary(t => t.Number, t => numbers[t.ParticipantId!.Value]);
                voices.shared[source.Id] = ((await scope.ContentAsync(source)).Layout, byNumber);
            }
        }
        return voices;
    }

    /// <summary>Whose words begin at a position; null where nobody is known to have the turn.</summary>
    public int? Of(Guid source, int start)
    {
        if (alone.TryGetValue(source, out var only)) return only;
        if (!shared.TryGetValue(source, out var several) || several.Layout.TurnAt(start) is not { } turn) return null;
        return several.ByNumber.TryGetValue(several.Layout.Turns[turn].Speaker, out var voice) ? voice : null;
    }

    public Attribution Attribution(Guid source, int start, Layout layout) => new(
        Of(source, start) is { } voice ? Names[voice] : sourceNames.GetValueOrDefault(source, ""), layout.TurnAt(start) + 1, layout.TimeAt(start));
}

/// <summary>Where words come from, as one says it: P07, turn 45, 19:52.</summary>
/// <param name="Name">The study name of who says them, else the name of the source.</param>
/// <param name="Turn">From 1; null in a text without turns.</param>
/// <param name="TimeMs">When they begin in the recording, milliseconds.</param>
public sealed record Attribution(string Name, int? Turn, long? TimeMs)
{
    public string Told => string.Join(", ", new[] { Name, Turn is { } turn ? $"turn {turn}" : "", TimeMs is { } ms ? Shared.Told.Clock(ms) : "" }.Where(p => p.Length > 0));
}
