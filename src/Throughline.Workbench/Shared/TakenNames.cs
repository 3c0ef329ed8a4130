namespace Throughline.Workbench.Shared;

/// <summary>The names taken where a name means one thing, and the next free one like a wanted one.</summary>
internal sealed class TakenNames(IEnumerable<string> keys)
{
    private readonly HashSet<string> taken = [.. keys];

    public string Free(string wanted)
    {
        var name = wanted;
        for (var n = 2; !taken.Add(NameKey.Of(name)); n++) name = $"{wanted} ({n})";
        return name;
    }
}
