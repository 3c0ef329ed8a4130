using System.IO.Compression;
using System.Text;
using Throughline.Formats.RefiQda;
using Throughline.Formats.Tables;

namespace Throughline.Fuzz;

/// <summary>Files made here: small, and with one of everything.</summary>
internal static class Seeds
{
    public static Func<IEnumerable<byte[]>> Text(string text) => () => [Encoding.UTF8.GetBytes(text)];

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
