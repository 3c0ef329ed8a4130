using System.Globalization;
using System.Text;
using Throughline.Formats.Tables;

namespace Throughline.Formats.Datasets;

/// <summary>
/// Participants' material as data archives take it (UK Data Service, "Organising data" and its model data list and transcript): transcripts
/// with a header each, one data list of all interviews, the codebook as documentation, and a readme.
/// </summary>
/// <param name="Title">The name of the study.</param>
/// <param name="About">What the readme says of the study: a heading and its words each; empty ones are left out.</param>
/// <param name="List">The data list: one row for each interview.</param>
/// <param name="Codebook">The codebook.</param>
/// <param name="Transcripts">The transcripts by file name, in the order of the list.</param>
/// <param name="Left">What was left out, and why; the readme says it without names.</param>
public sealed record Deposit(
    string Title, IReadOnlyList<(string Heading, string Words)> About, DataTable List, DataTable Codebook, IReadOnlyList<(string File, Transcript Transcript)> Transcripts,
    IReadOnlyList<ReadWarning> Left)
{
    /// <summary>What whoever makes the deposit should know of it; the readme does not say it.</summary>
    public IReadOnlyList<ReadWarning> Remarks { get; init; } = [];

    /// <summary>Writes all files.</summary>
    /// <param name="open">Opens a file for writing by its path, with forward slashes; it is closed before the next is opened.</param>
    public void Write(Func<string, Stream> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        foreach (var (file, transcript) in Transcripts) Put(open, $"transcripts/{file}", transcript.Write());
        foreach (var (path, table) in new[] { ("data list", List), ("documentation/codebook", Codebook) })
        {
            using (var csv = open($"{path}.csv"))
                Csv.Write(csv, [.. table.Columns.Select(c => c.Name)], table.Rows.Select(r => (IReadOnlyList<string>)[.. r.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture) ?? "")]));
            using var bytes = new MemoryStream();
            Xlsx.Write(bytes, [new Sheet(table.Name, [.. table.Columns.Select(c => new SheetColumn(c.Name))], table.Rows)]);
            using var to = open($"{path}.xlsx");
            bytes.WriteTo(to);
        }
        Put(open, "readme.txt", Readme());
    }

    private string Readme()
    {
        var text = new StringBuilder();
        foreach (var (heading, words) in About.Where(a => a.Words.Trim().Length > 0)) text.Append(CultureInfo.InvariantCulture, $"{heading.ToUpperInvariant()}\n{words.Trim()}\n\n");
        text.Append("FILES\nreadme.txt: this file\ndata list.xlsx, data list.csv: every interview with its file and what is known of the participant\n");
        text.Append(CultureInfo.InvariantCulture, $"transcripts/: {Transcripts.Count} transcripts, plain text in UTF-8\ndocumentation/codebook.xlsx, documentation/codebook.csv: the codes with their definitions\n");
        text.Append("\nCOLUMNS OF THE DATA LIST\n");
        foreach (var column in List.Columns) text.Append(CultureInfo.InvariantCulture, $"{column.Name}: {column.Meaning}\n");
        // Who refused is for whoever makes the deposit to know, not for those who read it.
        if (Left.Count > 0)
            text.Append("\nNOT IN IT\nMaterial of people who withdrew or did not agree to its use; what no participant is heard in; pictures, recordings and answers to questions.\n");
        return text.ToString();
    }

    private static void Put(Func<string, Stream> open, string path, string text)
    {
        using var to = open(path);
        to.Write(Encoding.UTF8.GetBytes(text));
    }
}

/// <summary>A transcript as archives like it: a header, then each turn with who speaks, an empty line between.</summary>
/// <param name="Header">What it is of: a label and its value each; empty values are left out.</param>
/// <param name="Turns">Who speaks, and the words; nobody where the text has no turns.</param>
public sealed record Transcript(IReadOnlyList<(string Label, string Value)> Header, IReadOnlyList<(string? Speaker, string Words)> Turns)
{
    /// <summary>The text of the file.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        foreach (var (label, value) in Header.Where(h => h.Value.Trim().Length > 0)) text.Append(CultureInfo.InvariantCulture, $"{label}: {value.Trim()}\n");
        text.Append(new string('-', 60)).Append('\n');
        foreach (var (speaker, words) in Turns) text.Append('\n').Append(speaker is null ? "" : $"{speaker}: ").Append(words.Trim()).Append('\n');
        return text.ToString();
    }
}
