using System.IO.Compression;
using System.Text;
using Throughline.Formats.RefiQda;
using Throughline.Formats.Tables;

namespace Throughline.Fuzz;

/// <summary>Files made here: small, and with one of everything.</summary>
internal static class Seeds
{
    public static Func<IEnumerable<byte[]>> Text(string text) => () => [Encoding.UTF8.GetBytes(text)];

    public const string WordTypes = "<?xml version='1.0'?><Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Default Extension='xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";

    public const string WordRelations = "<?xml version='1.0'?><Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/></Relationships>";

    public const string WordBody = "<?xml version='1.0'?><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>Anna   0:04</w:t><w:br/><w:t>What was it like?</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>item</w:t></w:r></w:p></w:body></w:document>";

    public const string OdtBody = "<?xml version='1.0'?><office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'><office:body><office:text><text:h text:outline-level='1'>A</text:h><text:p>Anna: <text:span>What<text:s text:c='3'/></text:span><text:tab/>was it</text:p><text:list><text:list-item><text:p>one</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell table:number-columns-repeated='2'><text:p>c</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>";

    public const string OdtStyles = "<?xml version='1.0'?><office:document-styles xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>";

    public const string TextGrid = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0\nxmax = 9\ntiers? <exists>\nsize = 1\nitem []:\n    item [1]:\n        class = \"IntervalTier\"\n        name = \"Doctor\"\n        xmin = 0\n        xmax = 9\n        intervals: size = 2\n        intervals [1]:\n            xmin = 0\n            xmax = 4\n            text = \"Hello \"\"there\"\"\"\n        intervals [2]:\n            xmin = 4\n            xmax = 9\n            text = \"\"\n";

    /// <summary>A packed file of the parts given, and the same without compression, so that a changed byte reaches the XML.</summary>
    public static Func<IEnumerable<byte[]>> Packed(params (string Name, string Text)[] parts) => () =>
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in parts)
                using (var write = new StreamWriter(zip.CreateEntry(name).Open()))
                    write.Write(text);
        return [stream.ToArray(), Stored(stream.ToArray())];
    };

    public static IEnumerable<byte[]> Codebook()
    {
        using var stream = new MemoryStream();
        RefiWriter.WriteCodebookAsync(Everything(), stream, CancellationToken.None).GetAwaiter().GetResult();
        yield return stream.ToArray();
    }

    public static IEnumerable<byte[]> Surveys() => new[]
    {
        "StartDate,ResponseId,Q1,Q2_TEXT\n\"Start\",\"Response ID\",\"How, so?\",\"Other\"\n\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2\"\"}\"\n2024-01-01 10:00:00,R_1,Agree,x\n2024-01-02 10:00:00,R_2,Disagree,\n",
        "Respondent ID,Which?,,Age\n,A,B,Open-Ended Response\n1,A,,41\n2,,B,52\n",
        "record_id,a___1,a___2,b\n1,0,1,\"2,5\"\n2,1,0,3\n",
        "Variable / Field Name,Form Name,Field Type,Field Label,\"Choices, Calculations, OR Slider Labels\"\nrecord_id,f,text,Id,\na,f,checkbox,Which,\"1, One | 2, Two\"\nb,f,radio,How,\"1, Yes | 2, No\"\n",
    }.Select(Encoding.UTF8.GetBytes);

    public static IEnumerable<byte[]> Workbook()
    {
        using var stream = new MemoryStream();
        Xlsx.Write(stream, [new Sheet("Sheet", [new SheetColumn("name"), new SheetColumn("what")], [["a", "1"], ["b", "2024-01-01"]])]);
        yield return stream.ToArray();
    }

    public static IEnumerable<byte[]> Refi()
    {
        foreach (var profile in RefiProfile.All)
        {
            using var stream = new MemoryStream();
            RefiWriter.WriteProjectAsync(Everything(), profile, stream, (_, _) => Task.FromResult<Stream?>(new MemoryStream(new byte[64])), CancellationToken.None).GetAwaiter().GetResult();
            yield return stream.ToArray();
            yield return Stored(stream.ToArray());
            using var zip = new ZipArchive(new MemoryStream(stream.ToArray()));
            using var xml = new MemoryStream();
            using (var entry = zip.GetEntry("project.qde")!.Open())
                entry.CopyTo(xml);
            yield return xml.ToArray();
        }
    }

    /// <summary>The same zip without compression, as some programs write it: a changed byte then reaches the XML.</summary>
    public static byte[] Stored(byte[] packed)
    {
        using var from = new ZipArchive(new MemoryStream(packed));
        using var stream = new MemoryStream();
        using (var to = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in from.Entries)
                using (var read = entry.Open())
                using (var write = to.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open())
                    read.CopyTo(write);
        return stream.ToArray();
    }

    private static RefiProject Everything()
    {
        var id = 0;
        RefiGuid Next() => new(new Guid(++id, 0, 0x4000, [0x80, 0, 0, 0, 0, 0, 0, 1]));
        var (user, code, note, variable) = (Next(), new RefiCode(Next(), "Stress"), Next(), Next());
        RefiCoding[] codings = [new RefiCoding(Next(), code.Guid, user, DateTimeOffset.UnixEpoch) { NoteRefs = [note] }];
        var text = new RefiTextSource(Next())
        {
            Name = "P01", Text = "What was it like? 🌱\nI was the only one there.", Selections = [new RefiTextSelection(Next(), 5, 8) { Codings = codings }, new RefiTextSelection(Next(), 18, 22)],
            Values = [new RefiValue(variable, RefiVariableType.Integer, "42")],
        };
        var point = Next();
        return new RefiProject
        {
            Name = "Everything", Users = [new RefiUser(user, "A", "a")], Codes = [code with { Children = [new RefiCode(Next(), "Load") { Color = "#abc" }] }],
            Variables = [new RefiVariable(variable, "Age", RefiVariableType.Integer)], Notes = [new RefiTextSource(note) { Text = "A note" }],
            Sources =
            [
                text,
                new RefiPictureSource(Next()) { Path = RefiPath.Internal("a.png"), Selections = [new RefiPictureSelection(Next(), 1, 2, 3, 4) { Codings = codings }] },
                new RefiPdfSource(Next()) { Path = RefiPath.Internal("a.pdf"), Representation = text with { Guid = Next() }, Selections = [new RefiPdfSelection(Next(), 0, 1, 2, 3, 4)] },
                new RefiVideoSource(Next())
                {
                    Path = RefiPath.Internal("a.mp4"), Selections = [new RefiTimeSelection(Next(), 1, 2)],
                    Transcripts = [new RefiTranscript(Next()) { Text = "Words", SyncPoints = [new RefiSyncPoint(point, 1, 2)], Selections = [new RefiTranscriptSelection(Next(), point, point)] }],
                },
            ],
            Cases = [new RefiCase(Next()) { Name = "P01", SourceRefs = [text.Guid], SelectionRefs = [text.Selections[0].Guid], Values = [new RefiValue(variable, RefiVariableType.Integer, "1")] }],
            Sets = [new RefiSet(Next(), "S") { Codes = [code.Guid], Sources = [text.Guid], Notes = [note] }],
            Links = [new RefiLink(Next()) { Origin = code.Guid, Target = note, Direction = RefiDirection.OneWay }],
            Graphs = [new RefiGraph(Next()) { Vertices = [new RefiVertex(point)], Edges = [new RefiEdge(Next(), point, point)] }],
        };
    }
}
