using System.Text;
using System.Xml;

namespace Throughline.Formats.RefiQda;

/// <summary>
/// The XML of a project, read forward. Names match whatever their namespace. Where the XML breaks off, reading ends as if everything
/// that is open ended there, and that is told.
/// </summary>
internal sealed class RefiCursor(HardenedXml xml, string part, ReadLimits limits, RefiFindings findings)
{
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
    private readonly Dictionary<string, HashSet<Guid>> seen = new(StringComparer.Ordinal);
    private int items;

    public RefiFindings Findings => findings;

    /// <summary>What broke the XML; null while it is whole.</summary>
    public UnreadableFileException? Broken { get; private set; }

    public int Line => ((IXmlLineInfo)xml.Reader).LineNumber;

    public string Place => PlaceOf(Line);

    public string Name => xml.Reader.LocalName;

    public string Namespace => xml.Reader.NamespaceURI;

    public string PlaceOf(int line) => $"{part}, line {Refusal.Count(line)}";

    /// <summary>Goes to the root element.</summary>
    public bool GoToRoot()
    {
        while (Next())
            if (xml.Reader.NodeType == XmlNodeType.Element)
                return true;
        return false;
    }

    /// <summary>The elements within the one that the cursor stands at. What the caller does not read of each is passed over.</summary>
    public IEnumerable<string> Children()
    {
        if (Broken is not null || xml.Reader.IsEmptyElement)
            yield break;
        var (depth, parent) = (xml.Reader.Depth, Name);
        while (Next() && xml.Reader.Depth > depth)
        {
            if (xml.Reader.Depth != depth + 1)
                continue;
            if (xml.Reader.NodeType == XmlNodeType.Element)
            {
                if (++items > limits.Items)
                    throw Refusal.TooMany("elements", limits);
                yield return Name;
            }
            else if (xml.Reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                findings.Tell($"words outside their place in {parent}", Place, $"Words stand in {parent} where none belong; they were left out.");
        }
    }

    /// <summary>The words of the element that the cursor stands at; null where there are none.</summary>
    public string? Words()
    {
        if (Broken is not null || xml.Reader.IsEmptyElement)
            return null;
        var (depth, element) = (xml.Reader.Depth, Name);
        var words = new StringBuilder();
        while (Next() && xml.Reader.Depth > depth)
        {
            if (xml.Reader.NodeType == XmlNodeType.Element)
                findings.Tell($"elements within {element}", Place, $"{Name} stands in {element} where only words belong; its words were kept, its form was not.");
            else if (xml.Reader.IsText())
                Append(words);
        }
        return words.Length == 0 ? null : words.ToString();
    }

    /// <summary>Words as they are kept.</summary>
    public string? Description() => Words() is { } words ? TextDecoding.Clean(words) : null;

    /// <summary>The attributes of the element that the cursor stands at; those that are not known are told.</summary>
    /// <param name="known">What the schema allows.</param>
    public RefiAttributes Attributes(params ReadOnlySpan<string> known)
    {
        var values = new List<(string, string)>(xml.Reader.AttributeCount);
        var element = Name;
        if (Broken is not null)
            return new RefiAttributes(this, element, values);
        while (xml.Reader.MoveToNextAttribute())
        {
            if (xml.Reader.NamespaceURI is SchemaInstance or "http://www.w3.org/2000/xmlns/" or "http://www.w3.org/XML/1998/namespace")
                continue;
            if (known.Contains(Name))
                values.Add((Name, xml.Reader.Value));
            else
                findings.Tell($"attributes {Name} of {element}", Place, $"{element} has the attribute {Name} = {RefiFindings.Shown(xml.Reader.Value)}, which the standard does not know; it was left out.");
        }
        xml.Reader.MoveToElement();
        return new RefiAttributes(this, element, values);
    }

    /// <summary>Tells an element that the standard does not know here; it is passed over with all that is in it.</summary>
    public void Unknown(string within) =>
        findings.Tell($"elements {Name} in {within}", Place, $"{Name} stands in {within}, where the standard does not know it; it was left out with all that is in it.");

    /// <summary>The id, made unique within its kind: a second thing of the same id gets one of its own, always the same.</summary>
    public RefiGuid Unique(string kind, RefiGuid guid)
    {
        if (!seen.TryGetValue(kind, out var ids))
            seen[kind] = ids = [];
        if (ids.Add(guid.Value))
            return guid;
        RefiGuid other;
        var copy = 2;
        do
            other = new RefiGuid(new RefiGuid($"{guid.Value} {kind} {copy++}").Value);
        while (!ids.Add(other.Value));
        findings.Tell($"ids of a {kind} that stand twice", Place, $"The id {guid.Text} stands for two things of the kind {kind}. The second was kept under an id of its own; what refers to the id finds the first.");
        return other;
    }

    private bool Next()
    {
        if (Broken is not null)
            return false;
        try
        {
            return xml.Next();
        }
        catch (UnreadableFileException fault) when (!fault.TooLarge)
        {
            Broken = fault;
            return false;
        }
    }

    private void Append(StringBuilder words)
    {
        try
        {
            xml.AppendValue(words, limits);
        }
        catch (UnreadableFileException fault) when (!fault.TooLarge)
        {
            Broken = fault;
        }
    }
}
