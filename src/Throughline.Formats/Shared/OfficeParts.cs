namespace Throughline.Formats;

/// <summary>
/// Where the parts of a Word or Excel file are (ECMA-376 part 2, relationships): programs other than Office name them otherwise.
/// </summary>
internal sealed class OfficeParts
{
    private const int MostRelations = 10_000;
    private readonly PackedFile file;
    private readonly ReadLimits limits;
    private readonly List<(string Id, string Type, string Part)> relations;

    /// <param name="file">The packed file.</param>
    /// <param name="main">Where the main part is if the file does not say.</param>
    /// <param name="limits">The limits in force.</param>
    public OfficeParts(PackedFile file, string main, ReadLimits limits)
    {
        this.file = file;
        this.limits = limits;
        Main = Relations("_rels/.rels", "").Find(r => r.Type == "officeDocument").Part ?? main;
        var slash = Main.LastIndexOf('/');
        var folder = slash < 0 ? "" : Main[..(slash + 1)];
        relations = Relations($"{folder}_rels/{Main[(slash + 1)..]}.rels", folder);
    }

    /// <summary>The part that holds the text, or the list of sheets.</summary>
    public string Main { get; }

    /// <summary>The part of a type ("styles", "numbering", "footnotes"); null where there is none.</summary>
    public string? Of(string type) => All(type).FirstOrDefault();

    /// <summary>All parts of a type ("header", "footer").</summary>
    public IEnumerable<string> All(string type) =>
        relations.Where(r => r.Type == type).Select(r => r.Part).Where(file.Has).Distinct();

    /// <summary>The part that the main part calls by an id; null where there is none.</summary>
    public string? ById(string? id) => relations.Find(r => r.Id == id).Part;

    /// <summary>Opens a part; null where the file has none of that name.</summary>
    public HardenedXml? Open(string? part) =>
        part is not null && file.OpenPart(part) is { } stream ? new HardenedXml(stream, part, limits) : null;

    private List<(string Id, string Type, string Part)> Relations(string part, string folder)
    {
        var found = new List<(string Id, string Type, string Part)>();
        using var xml = Open(part);
        if (xml is null)
            return found;
        foreach (var reader in xml.Elements())
        {
            var (type, target) = (reader.GetAttribute("Type"), reader.GetAttribute("Target"));
            if (reader.LocalName != "Relationship" || type is null || target is null || reader.GetAttribute("TargetMode") == "External")
                continue;
            found.Add((reader.GetAttribute("Id") ?? "", type[(type.LastIndexOf('/') + 1)..], target.StartsWith('/') ? target[1..] : folder + target));
            if (found.Count > MostRelations)
                break;
        }
        return found;
    }
}
