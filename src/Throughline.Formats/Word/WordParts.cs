namespace Throughline.Formats.Word;

/// <summary>
/// Where the parts of a Word file are (ECMA-376 part 2, relationships): programs other than Word give them other names.
/// </summary>
internal sealed class WordParts
{
    private const int MostRelations = 10_000;
    private readonly PackedFile file;
    private readonly ReadLimits limits;
    private readonly List<(string Type, string Part)> relations;

    public WordParts(PackedFile file, ReadLimits limits)
    {
        this.file = file;
        this.limits = limits;
        Main = Relations("_rels/.rels", "").Find(r => r.Type == "officeDocument").Part ?? "word/document.xml";
        var slash = Main.LastIndexOf('/');
        var folder = slash < 0 ? "" : Main[..(slash + 1)];
        relations = Relations($"{folder}_rels/{Main[(slash + 1)..]}.rels", folder);
    }

    /// <summary>The part with the text.</summary>
    public string Main { get; }

    /// <summary>The part of a type ("styles", "numbering", "footnotes"); null where there is none.</summary>
    public string? Of(string type) => All(type).FirstOrDefault();

    /// <summary>All parts of a type ("header", "footer").</summary>
    public IEnumerable<string> All(string type) =>
        relations.Where(r => r.Type == type).Select(r => r.Part).Where(file.Has).Distinct();

    /// <summary>Opens a part; null where the file has none of that name.</summary>
    public HardenedXml? Open(string? part) =>
        part is not null && file.OpenPart(part) is { } stream ? new HardenedXml(stream, part, limits) : null;

    private List<(string Type, string Part)> Relations(string part, string folder)
    {
        var found = new List<(string, string)>();
        using var xml = Open(part);
        if (xml is null)
            return found;
        foreach (var reader in xml.Elements())
        {
            var (type, target) = (reader.GetAttribute("Type"), reader.GetAttribute("Target"));
            if (reader.LocalName != "Relationship" || type is null || target is null || reader.GetAttribute("TargetMode") == "External")
                continue;
            found.Add((type[(type.LastIndexOf('/') + 1)..], target.StartsWith('/') ? target[1..] : folder + target));
            if (found.Count > MostRelations)
                break;
        }
        return found;
    }
}
