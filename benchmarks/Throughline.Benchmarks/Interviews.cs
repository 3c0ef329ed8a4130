using System.IO.Compression;
using System.Security;
using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Throughline.Benchmarks;

/// <summary>Made-up interviews of a wanted length. The same number always gives the same words.</summary>
public sealed class Interviews(int seed)
{
    private static readonly string[] Vocabulary =
        ("and then they said we could not so I rang the practice about her because nobody had been to see what it was like in the flat on her own after "
        + "the meeting my manager asked whether that is really our job or somebody else’s when people come with everything at once you listen first "
        + "benefits housing damp the garden group walking choir a form nine pages referral surgery nurse link worker waiting trust month contract funding "
        + "tired proud leave stay home supervision alone team room desk car photograph window bridge door between belong").Split(' ');

    private readonly Random random = new(seed);

    public sealed record Turn(string Speaker, string Words);

    /// <summary>Turns of an interviewer and a participant, until there are so many words.</summary>
    public IReadOnlyList<Turn> OfWords(int words)
    {
        var turns = new List<Turn>();
        for (var said = 0; said < words;)
        {
            var count = Math.Min(words - said, turns.Count % 2 == 0 ? random.Next(6, 20) : random.Next(20, 110));
            turns.Add(new(turns.Count % 2 == 0 ? "Interviewer" : "P01", Sentences(count)));
            said += count;
        }
        return turns;
    }

    /// <summary>So many turns with about so many characters in all.</summary>
    public IReadOnlyList<Turn> OfTurns(int turns, int characters)
    {
        var made = new List<Turn>(turns);
        for (var length = 0L; made.Count < turns; length += made[^1].Words.Length + 1)
        {
            var owed = (long)characters * (made.Count + 1) / turns - length;
            made.Add(new(made.Count % 2 == 0 ? "Interviewer" : "P01", Sentences((int)Math.Max(3, owed / 5))));
        }
        return made;
    }

    public static byte[] Vtt(IReadOnlyList<Turn> turns)
    {
        var file = new StringBuilder("WEBVTT\n\n");
        foreach (var (turn, at) in turns.Select((t, i) => (t, i)))
            file.Append($"{Stamp(at)} --> {Stamp(at + 1)}\n<v {turn.Speaker}>{turn.Words}</v>\n\n");
        return Encoding.UTF8.GetBytes(file.ToString());
    }

    public static byte[] Txt(IReadOnlyList<Turn> turns) =>
        Encoding.UTF8.GetBytes(string.Join("\n\n", turns.Select((t, at) => $"[{Stamp(at)[..8]}] {t.Speaker}: {t.Words}")));

    /// <summary>As printed: fifty lines a page.</summary>
    public static byte[] Pdf(IReadOnlyList<Turn> turns)
    {
        using var pdf = new PdfDocumentBuilder();
        var font = pdf.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var lines in turns.SelectMany(t => Lines($"{t.Speaker}: {t.Words.Replace('’', '\'')}")).Chunk(50))
        {
            var page = pdf.AddPage(PageSize.A4);
            foreach (var (line, at) in lines.Select((l, i) => (l, i))) page.AddText(line, 10, new PdfPoint(60, 780 - (14 * at)), font);
        }
        return pdf.Build();
    }

    private static IEnumerable<string> Lines(string words)
    {
        const int Long = 90;
        while (words.Length > Long && words.LastIndexOf(' ', Long) is > 0 and var at)
        {
            yield return words[..at];
            words = words[(at + 1)..];
        }
        yield return words;
    }

    /// <summary>As Teams writes them: name in bold, time, line break, words.</summary>
    public static byte[] Docx(IReadOnlyList<Turn> turns)
    {
        const string Main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        var body = new StringBuilder($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"{Main}\"><w:body>");
        foreach (var (turn, at) in turns.Select((t, i) => (t, i)))
            body.Append($"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{turn.Speaker}</w:t></w:r><w:r><w:t xml:space=\"preserve\">   {at * 4 / 60}:{at * 4 % 60:00}</w:t></w:r><w:r><w:br/></w:r><w:r><w:t xml:space=\"preserve\">{SecurityElement.Escape(turn.Words)}</w:t></w:r></w:p>");
        body.Append("</w:body></w:document>");
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
            Put(zip, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
            Put(zip, "word/document.xml", body.ToString());
        }
        return file.ToArray();
    }

    private static void Put(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
    }

    private static string Stamp(int at) => $"{TimeSpan.FromSeconds(at * 4):hh\\:mm\\:ss}.000";

    private string Sentences(int words)
    {
        var text = new StringBuilder();
        for (var (i, begins) = (0, true); i < words; i++)
        {
            var word = Vocabulary[random.Next(Vocabulary.Length)];
            if (text.Length > 0) text.Append(' ');
            text.Append(begins ? char.ToUpperInvariant(word[0]) + word[1..] : word);
            begins = i == words - 1 || random.Next(12) == 0;
            if (begins) text.Append('.');
        }
        return text.ToString();
    }
}
