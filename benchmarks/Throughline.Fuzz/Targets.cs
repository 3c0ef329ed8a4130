using System.Text;
using Throughline.Formats;
using Throughline.Formats.Others;
using Throughline.Formats.RefiQda;
using Throughline.Formats.Surveys;
using Throughline.Formats.Tables;

namespace Throughline.Fuzz;

/// <summary>A reader to throw damaged files at.</summary>
/// <param name="Read">Reads one file; only <see cref="UnreadableFileException"/> may leave it.</param>
/// <param name="Endings">Which of the real files are its own.</param>
/// <param name="Generated">Files made here, so that there are some where no real ones are.</param>
internal sealed record Target(Action<byte[]> Read, string[] Endings, Func<IEnumerable<byte[]>> Generated)
{
    /// <summary>Puts right what must fit the other parts of a packed file, so that damage to one is not refused for that alone.</summary>
    public Action<List<(string Name, byte[] Bytes)>, int>? Mend { get; init; }
}

/// <summary>A line for each reader.</summary>
internal static class Targets
{
    private static readonly ReadLimits Limits = new();

    public static readonly IReadOnlyDictionary<string, Target> All = new Dictionary<string, Target>
    {
        ["refi"] = new(Refi, [".qdpx", ".qde", ".qdc"], Seeds.Refi),
        ["vtt"] = Document("a.vtt", [".vtt"], Seeds.Text("WEBVTT\n\n00:00:01.000 --> 00:00:05.000\n<v Anna>What was it like?</v>\n\n2\n00:00:05.000 --> 00:00:09.000\nBen: Fine.\n")),
        ["srt"] = Document("a.srt", [".srt"], Seeds.Text("1\n00:00:01,000 --> 00:00:05,000\nAnna: What was it like?\n\n2\n00:00:05,000 --> 00:00:09,000\nFine.\n")),
        ["docx"] = Document("a.docx", [".docx"], Seeds.Packed(("[Content_Types].xml", Seeds.WordTypes), ("_rels/.rels", Seeds.WordRelations), ("word/document.xml", Seeds.WordBody))),
        ["pdf"] = Document("a.pdf", [".pdf"], () => []),
        ["odt"] = Document("a.odt", [".odt"], Seeds.Packed(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", Seeds.OdtBody), ("styles.xml", Seeds.OdtStyles))),
        ["rtf"] = Document("a.rtf", [".rtf"], Seeds.Text(@"{\rtf1\ansi{\fonttbl\f0 Arial;}\f0 Words \b in bold\b0\par {\*\x y} \u8217?s\par}")),
        ["html"] = Document("a.html", [".html", ".htm"], Seeds.Text("<html><body><table><tr><td>A</td><td>B</td></tr></table><p>Words <b>here</b></p><ul><li>x</ul></body></html>")),
        ["textgrid"] = Document("a.TextGrid", [".textgrid"], Seeds.Text(Seeds.TextGrid)),
        ["markdown"] = Document("a.md", [".md"], Seeds.Text("# A\n\n- one\n- *two* [x](y)\n\n| a | b |\n|---|---|\n| c | d |\n\n> said `code`\n")),
        ["text"] = Document("a.txt", [".txt"], Seeds.Text("Anna: What was it like?\nBen: Fine.\n\n00:01:02 Anna: Good.\n")),
        ["archive"] = new(Archives.Read, [".throughline"], Archives.Seeds) { Mend = Archives.Mend },
        ["codebook"] = new(Refi, [".qdc"], Seeds.Codebook),
        ["taguette"] = new(DatabaseSeeds.At("p.sqlite3", path => TaguetteReader.Read(path).Dispose()), [".sqlite3"], DatabaseSeeds.Taguette),
        ["qualcoder"] = new(DatabaseSeeds.At("data.qda", path => QualCoderReader.Read(path).Dispose()), [".qda"], DatabaseSeeds.QualCoder),
        ["surveys"] = new(bytes => SurveyReading.Read("a.csv", bytes, new()), [".csv"], Seeds.Surveys),
        ["redcap"] = new(bytes => SurveyReading.Read("a.csv", Encoding.UTF8.GetBytes("record_id,a___1,a___2,b\n1,0,1,2\n"), new(), bytes), [".csv"], Seeds.Surveys),
        ["sav"] = new(bytes => SurveyReading.Read("a.sav", bytes, new()), [".sav", ".zsav"], () => []),
        ["csv"] = new(bytes => Csv.Read(bytes, Limits), [".csv"], Seeds.Text("name,what\n\"a, b\",\"two\nlines\"\nc,\"d\"\"e\"\n")),
        ["xlsx"] = new(bytes => Xlsx.Read(bytes, Limits), [".xlsx"], Seeds.Workbook),
    };

    private static Target Document(string name, string[] endings, Func<IEnumerable<byte[]>> generated) =>
        new(bytes => DocumentReading.Read(name, bytes, Limits), endings, generated);

    private static void Refi(byte[] bytes)
    {
        using var reading = RefiReader.Read(new MemoryStream(bytes, writable: false), "p.qdpx");
        foreach (var path in reading.Project.Sources.OfType<RefiFileSource>().Select(s => s.Path).OfType<RefiPath>().Take(3))
            using (var stream = reading.Open(path))
                stream?.CopyTo(Stream.Null);
        RefiValidator.Check(new MemoryStream(bytes, writable: false), "p.qdpx");
    }
}
