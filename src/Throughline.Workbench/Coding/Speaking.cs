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

    public static async Task<Speaking> LoadAsync(StudyScope scope, SegmentNames names)
    {
        var speaking = new Speaking(names);
        foreach (var source in names.Sources.Keys)
        {
            var heard = names.Heard[source].Take(2).ToList();
            if (heard.Count == 2) speaking.groups[source] = (await scope.ContentAsync(source, names.Sources[source].Version)).Layout;
            else speaking.alone[source] = heard.Count == 1 ? heard[0] : null;
        }
        return speaking;
    }

    public Guid? Of(SegmentKey key) => Of(key.Source, key.Start);

    public Guid? Of(Guid source, int start)
    {
        if (alone.TryGetValue(source, out var person)) return person;
        var layout = groups[source];
        return layout.TurnAt(start) is { } turn && names.Voices.TryGetValue((source, layout.Turns[turn].Speaker), out var voice) ? voice.Participant : null;
    }
}
