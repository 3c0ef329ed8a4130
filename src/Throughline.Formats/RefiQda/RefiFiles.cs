namespace Throughline.Formats.RefiQda;

/// <summary>The names under which texts and media stand in the folder of sources: kept for life where they can be, each once.</summary>
internal sealed class RefiFiles
{
    private readonly Dictionary<string, string> textsByName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, RefiPath> mediaByName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<RefiPath, string> mediaNames = [];

    /// <summary>The texts to write, by file name, in order.</summary>
    public IEnumerable<(string Name, string Text)> Texts => textsByName.Select(t => (t.Key, t.Value));

    /// <summary>The media to write, by file name, in order.</summary>
    public IEnumerable<(string Name, RefiPath Path)> Media => mediaByName.Select(m => (m.Key, m.Value));

    /// <summary>The name of a text's file.</summary>
    public string Text(RefiGuid guid, RefiPath? path, string text)
    {
        var kept = path is { Kind: RefiPathKind.Internal } && IsSafe(path.FileName) && path.FileName.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
            ? path.FileName : null;
        foreach (var name in new[] { kept, $"{guid.Value:D}.txt" }.OfType<string>())
            if (Takes(name, text))
                return name;
        for (var copy = 2; ; copy++)
            if ($"{new RefiGuid($"{guid.Value} text {copy}").Value:D}.txt" is var name && Takes(name, text))
                return name;
    }

    /// <summary>The path of a file as it is written.</summary>
    /// <param name="guid">The id of the source, for the name where the present one cannot stand.</param>
    /// <param name="path">The path in the project.</param>
    public RefiPath Path(RefiGuid guid, RefiPath path)
    {
        if (path.Kind is not RefiPathKind.Internal)
            return path;
        if (!mediaNames.TryGetValue(path, out var name))
        {
            name = IsSafe(path.FileName) ? path.FileName : $"{guid.Value:D}{Ending(path.FileName)}";
            for (var copy = 2; textsByName.ContainsKey(name) || mediaByName.ContainsKey(name); copy++)
                name = $"{new RefiGuid($"{guid.Value} file {copy}").Value:D}{Ending(path.FileName)}";
            mediaByName[name] = path;
            mediaNames[path] = name;
        }
        return RefiPath.Internal(name);
    }

    private static string Ending(string fileName) => System.IO.Path.GetExtension(fileName) is { Length: < 12 } ending && IsSafe("x" + ending) ? ending : "";

    private static bool IsSafe(string name) => name.Length is > 0 and < 120 && !name.StartsWith('.')
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '{' or '}');

    private bool Takes(string name, string text)
    {
        if (mediaByName.ContainsKey(name))
            return false;
        return textsByName.TryAdd(name, text) || textsByName[name] == text;
    }
}
