using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Throughline.Formats;

/// <summary>
/// XML from a stranger, read forward: no document type, no entities of its own, nothing fetched from elsewhere, nesting and
/// length held to <see cref="ReadLimits"/>.
/// </summary>
public sealed partial class HardenedXml : IDisposable
{
    private readonly string part;
    private readonly int depth;
    private readonly BlankRuns source;

    /// <summary>Begins to read.</summary>
    /// <param name="stream">The XML. It is closed with this reader.</param>
    /// <param name="part">What to name as the place in an error: "word/document.xml".</param>
    /// <param name="limits">The limits in force.</param>
    public HardenedXml(Stream stream, string part, ReadLimits limits)
    {
        this.part = part;
        depth = limits.Depth;
        source = new BlankRuns(stream, part);
        Reader = XmlReader.Create(source, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.UnpackedBytes,
            MaxCharactersFromEntities = 1024,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            // A stray control character must not cost the document; whoever keeps the text cleans it.
            CheckCharacters = false,
            CloseInput = true,
        });
    }

    /// <summary>The reader, standing at the node that <see cref="Next"/> came to.</summary>
    public XmlReader Reader { get; }

    /// <summary>Goes to the next node.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="UnreadableFileException">The XML is broken, has a document type, or is nested too deeply.</exception>
    public bool Next()
    {
        try
        {
            if (!Reader.Read())
                return false;
        }
        catch (XmlException fault)
        {
            throw Broken(fault);
        }

        return Reader.Depth <= depth ? true : throw TooDeep();
    }

    /// <summary>
    /// Adds the characters of the text node that the reader stands at, piece by piece, so that one endless node is refused
    /// before it fills the memory.
    /// </summary>
    /// <param name="text">Where the characters go.</param>
    /// <param name="limits">The limits in force; <see cref="ReadLimits.TextLength"/> holds for the whole builder.</param>
    /// <exception cref="UnreadableFileException">The XML is broken, or the text becomes too long.</exception>
    public void AppendValue(StringBuilder text, ReadLimits limits)
    {
        var chunk = new char[1024];
        try
        {
            int got;
            while ((got = Reader.ReadValueChunk(chunk, 0, chunk.Length)) > 0)
            {
                if (text.Length + got > limits.TextLength)
                    throw Refusal.TextTooLong(limits);
                text.Append(chunk, 0, got);
            }
        }
        catch (XmlException fault)
        {
            throw Broken(fault);
        }
    }

    /// <inheritdoc />
    public void Dispose() => Reader.Dispose();

    /// <summary>The reader stops at a document type, wherever it stands before the first element: behind comments and instructions too.</summary>
    private bool DeclaresType => DocumentType().IsMatch(Encoding.Latin1.GetString(source.Beginning).Replace("\0", "", StringComparison.Ordinal));

    private UnreadableFileException Broken(XmlException fault) => DeclaresType ? OwnEntities() : new(
        fault.LineNumber > 0 ? $"{part}, line {Refusal.Count(fault.LineNumber)}" : part,
        "The document inside the file is not as it should be and could not be read.",
        "Open the file where it was made, save it again, and import the new file.");

    private UnreadableFileException OwnEntities() => new(
        part,
        "It declares a document type, which no such file needs and by which a program can be overwhelmed or made to read other files. It was not read.",
        "Do not trust this file. Ask for it again from where it was made.");

    private UnreadableFileException TooDeep() => Refusal.TooLarge(
        part,
        $"The document is nested more than {Refusal.Count(depth)} levels deep, so it was not read.",
        "Open the file where it was made, save it again, and import the new file.");

    /// <summary>Encodings that the reader knows have these signs as single bytes, or with zeroes between.</summary>
    [GeneratedRegex(@"\A[^<]*(?>(?:\s+|<\?.*?\?>|<!--.*?-->)*)<!DOCTYPE", RegexOptions.Singleline)]
    private static partial Regex DocumentType();
}
