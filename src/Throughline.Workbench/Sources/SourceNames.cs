using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>The names taken in a study, and the next free one like a wanted one.</summary>
internal sealed class SourceNames(IEnumerable<string> takenKeys)
{
    private readonly HashSet<string> taken = [.. takenKeys];

    public string Free(string wanted)
    {
        var name = wanted;
        for (var n = 2; !taken.Add(NameKey.Of(name)); n++) name = $"{wanted} ({n})";
        return name;
    }
}
