namespace Throughline.Formats.Reports;

/// <summary>A report, ready to be written as Word or HTML: what it says and how it is built, not how it looks.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Subtitles">Lines under the title: authors, date, approach.</param>
/// <param name="Sections">Its sections, in order.</param>
public sealed record Report(string Title, IReadOnlyList<string> Subtitles, IReadOnlyList<ReportSection> Sections)
{
    /// <summary>The language of the text, as in BCP 47.</summary>
    public string Language { get; init; } = "en-GB";

    /// <summary>Who made it, for the properties of the file; empty for nobody.</summary>
    public string Author { get; init; } = "";

    /// <summary>Whether Word shows the blocks alone, as letters are: no title above them and no page numbers below.</summary>
    public bool IsBare { get; init; }

    /// <summary>When it was made, UTC, for the properties of the file. Null leaves it out.</summary>
    public DateTime? Made { get; init; }
}

/// <summary>A part of a report.</summary>
/// <param name="Blocks">What stands in it, in order.</param>
public sealed record ReportSection(IReadOnlyList<ReportBlock> Blocks);

/// <summary>A stretch of text in one manner.</summary>
/// <param name="Text">The words. A line feed breaks the line.</param>
public sealed record ReportRun(string Text)
{
    /// <summary>Whether it stands in italics.</summary>
    public bool Italic { get; init; }

    /// <summary>Whether it stands in bold.</summary>
    public bool Bold { get; init; }

    /// <summary>
    /// Where it leads: an http, https or mailto address, or "#" and the bookmark of a heading or quotation. Anything else is
    /// written as plain text.
    /// </summary>
    public string? Link { get; init; }

    /// <summary>A footnote that hangs on its end; null for none.</summary>
    public string? Footnote { get; init; }
}

/// <summary>A block of a report. The kinds are nested here and there are no others.</summary>
public abstract record ReportBlock
{
    private ReportBlock()
    {
    }

    /// <summary>A heading.</summary>
    /// <param name="Level">1 to 3.</param>
    /// <param name="Text">Its words.</param>
    /// <param name="Bookmark">A name that links lead to: letters, digits and underscores; null for none.</param>
    public sealed record Heading(int Level, string Text, string? Bookmark = null) : ReportBlock;

    /// <summary>A paragraph.</summary>
    /// <param name="Runs">Its text.</param>
    public sealed record Paragraph(IReadOnlyList<ReportRun> Runs) : ReportBlock
    {
        /// <summary>A paragraph in one manner.</summary>
        public Paragraph(string text)
            : this([new ReportRun(text)])
        {
        }
    }

    /// <summary>Words of somebody in the study, tied to the segment that they come from.</summary>
    /// <param name="Text">The words. A line feed begins a new paragraph of the quotation.</param>
    /// <param name="Attribution">Who said it and where: "P07, turn 45, 19:52". Never empty.</param>
    /// <param name="Segment">The coded segment: its bookmark is <c>tl_</c> and the 32 digits of this id.</param>
    /// <param name="Note">What a reader of the draft must know of it, such as "changed since it was chosen"; null for nothing.</param>
    public sealed record Quotation(string Text, string Attribution, Guid Segment, string? Note = null) : ReportBlock
    {
        /// <summary>The name by which the quotation is found again in the file.</summary>
        public string Bookmark => $"tl_{Segment:N}";
    }

    /// <summary>A list with bullets.</summary>
    /// <param name="Items">Its items.</param>
    public sealed record BulletList(IReadOnlyList<IReadOnlyList<ReportRun>> Items) : ReportBlock;

    /// <summary>A table.</summary>
    /// <param name="Caption">What it shows; stands above it.</param>
    /// <param name="Columns">Its columns.</param>
    /// <param name="Rows">Its rows, each with a text per column.</param>
    public sealed record Table(string Caption, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
        : ReportBlock;

    /// <summary>A figure.</summary>
    /// <param name="Png">Its pixels, as PNG.</param>
    /// <param name="Width">How wide it is, CSS pixels; a figure wider than the text is made smaller.</param>
    /// <param name="Height">How high it is, CSS pixels.</param>
    /// <param name="Told">What can be seen in it, in words.</param>
    public sealed record Picture(ReadOnlyMemory<byte> Png, double Width, double Height, string Told) : ReportBlock;

    /// <summary>What follows begins on a new page.</summary>
    public sealed record PageBreak : ReportBlock;

    /// <summary>A notice to the reader, set apart: that the study is synthetic, that a quotation is doubtful.</summary>
    /// <param name="Text">Its words.</param>
    public sealed record Notice(string Text) : ReportBlock;
}

/// <summary>A column of a table.</summary>
/// <param name="Header">Its heading.</param>
/// <param name="IsNumber">Whether its texts are numbers and stand to the right.</param>
/// <param name="Share">Its share of the width, against the other columns' shares.</param>
public sealed record ReportColumn(string Header, bool IsNumber = false, double Share = 1);
