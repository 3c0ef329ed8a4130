using System.Xml;
using System.Xml.Schema;

namespace Throughline.Formats.RefiQda;

/// <summary>Says whether a file follows the standard: by the schemas (clause 6), and by sense.</summary>
public static class RefiValidator
{
    private const int MostFindings = 1000;
    private static readonly Lazy<XmlSchemaSet> Schemas = new(LoadSchemas);

    /// <summary>Validates a project (.qdpx, .qde) or a codebook (.qdc).</summary>
    /// <param name="file">The file; it must be seekable, and is left open.</param>
    /// <param name="fileName">Its name, for messages.</param>
    /// <param name="limits">The limits in force; by default those of <see cref="RefiReader"/>.</param>
    /// <returns>What is wrong, by schema first; at most a thousand findings. The file is valid where none is an error.</returns>
    /// <exception cref="UnreadableFileException">It cannot be read at all.</exception>
    public static IReadOnlyList<RefiFinding> Check(Stream file, string fileName, ReadLimits? limits = null)
    {
        using var reading = RefiReader.Read(file, fileName, limits);
        var findings = new List<RefiFinding>();
        BySchema(reading, file, fileName, findings);
        var bySchema = findings.Select(f => f.Place).ToHashSet(StringComparer.Ordinal);
        findings.AddRange(new RefiSense(reading).Findings().Where(f => !bySchema.Contains(f.Place)));
        return [.. findings.Take(MostFindings)];
    }

    private static void BySchema(RefiReading reading, Stream file, string fileName, List<RefiFinding> findings)
    {
        using var stream = reading.OpenXml(file);
        var part = reading.XmlName ?? fileName;
        var settings = new XmlReaderSettings
        {
            ValidationType = ValidationType.Schema, Schemas = Schemas.Value, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null,
            ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings,
        };
        settings.ValidationEventHandler += (_, found) => Add(findings, part, found.Exception.LineNumber, found.Message);
        try
        {
            using var xml = XmlReader.Create(new BlankRuns(stream, part), settings);
            var isRoot = true;
            while (xml.Read() && findings.Count < MostFindings)
            {
                if (isRoot && xml.NodeType == XmlNodeType.Element && !Schemas.Value.Contains(xml.NamespaceURI))
                {
                    var line = ((IXmlLineInfo)xml).LineNumber;
                    findings.Clear();
                    Add(findings, part, line, $"The file follows {RefiFindings.Shown(xml.NamespaceURI)}, not version 1.0 of the standard.");
                    return;
                }
                isRoot &= xml.NodeType != XmlNodeType.Element;
            }
        }
        catch (XmlException fault)
        {
            Add(findings, part, fault.LineNumber, "The XML is broken here.");
        }
    }

    private static void Add(List<RefiFinding> findings, string part, int line, string message)
    {
        if (findings.Count < MostFindings)
            findings.Add(new RefiFinding($"{part}, line {Refusal.Count(line)}", message, RefiSeverity.Error));
    }

    private static XmlSchemaSet LoadSchemas()
    {
        var schemas = new XmlSchemaSet { XmlResolver = null };
        foreach (var name in new[] { "RefiQda.Project.xsd", "RefiQda.Codebook.xsd" })
        {
            using var stream = typeof(RefiValidator).Assembly.GetManifestResourceStream(name)!;
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            schemas.Add(null, reader);
        }
        schemas.Compile();
        return schemas;
    }
}
