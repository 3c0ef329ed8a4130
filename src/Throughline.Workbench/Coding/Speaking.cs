using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Coding;

/// <summary>
/// Who speaks in a segment. In an interview with one participant all of it is theirs; where several are heard, as in a focus
/// group, it is whoever has the turn.
/// </summary>
internal sealed class Speaking
{
    private readonly SegmentNames names;
    private readonly Dictionary<Guid, Layout> groups = [];
    private readonly Dictionary<Guid, Guid?> alone = [];

    private Speaking(SegmentNames names) => this.names = names;

    public static async Task<Speaking> LoadAsync(StudyScope scope, SegmentNames names, IEnumerable<SegmentKey> keys)
    {
        var speaking = new Speaking(names);
        foreach (var source in keys.Select(k => k.Source).Distinct())
        {
            var heard = names.Heard[source].Take(2).ToList();
            if (heard.Count == 2) speaking.groups[source] = (await scope.ContentAsync(source, names.Sources[source].Version)).Layout;
            else speaking.alone[source] = heard.Count == 1 ? heard[0] : null;
        }
        return speaking;
    }

    public Guid? Of(SegmentKey key)
    {
        if (alone.TryGetValue(key.Source, out var person)) return person;
        var layout = groups[key.Source];
        return layout.TurnAt(key.Start) is { } turn && names.Voices.TryGetValue((key.Source, layout.Turns[turn].Speaker), out var voice) ? voice.Participant : null;
    }
}
