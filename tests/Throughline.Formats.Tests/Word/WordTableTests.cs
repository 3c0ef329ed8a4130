using Throughline.Formats.Tests.Transcripts;
using Throughline.Formats.Word;

namespace Throughline.Formats.Tests.Word;

public sealed class WordTableTests
{
    private static readonly ReadLimits Limits = new();

    private static string Row(params string[] cells) => $"<w:tr>{string.Concat(cells.Select(c => $"<w:tc><w:tcPr/>{c}</w:tc>"))}</w:tr>";

    private static string P(string text) => $"<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>";

    [Fact]
    public void The_first_table_with_names_is_read_cell_by_cell()
    {
        var file = Docx.OfBody(P("Codebook") + $"<w:tbl>{Row(P("only a frame"))}</w:tbl>" + $"<w:tbl><w:tblPr/>{Row(P("Code"), P("Definition"), P("Example"))}"
            + Row(P("Refusal"), P("Says no.") + P("Also silently."), "<w:p><w:del><w:r><w:delText>struck</w:delText></w:r></w:del><w:ins><w:r><w:t>“No”</w:t></w:r></w:ins></w:p>")
            + Row("<w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" + P("Over two"), $"<w:tbl>{Row(P("in"), P("ner"))}</w:tbl>" + P("")) + "</w:tbl>" + $"<w:tbl>{Row(P("a"), P("b"))}{Row(P("c"), P("d"))}</w:tbl>");
        Assert.True(WordTable.Recognises(file, Limits));
        var table = WordTable.Read(file, Limits);
        Assert.Equal(["Code", "Definition", "Example"], table.Headers);
        Assert.Equal([["Refusal", "Says no.\nAlso silently.", "“No”"], ["Over two", "", "in\nner"]], table.Rows.Select(r => r.Cells));
        Assert.Contains("2 tables", Assert.Single(table.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_without_a_table_is_refused() =>
        Assert.Contains("no table", Assert.Throws<UnreadableFileException>(() => WordTable.Read(Docx.OfParagraphs("words"), Limits)).Message, StringComparison.Ordinal);

    [Fact]
    public void Damaged_documents_are_read_or_refused() => Mutations.AreReadOrRefused(
        Docx.OfBody($"<w:tbl>{Row(P("a"), P("b"))}{Row(P("c"), P("d"))}</w:tbl>"), bytes => WordTable.Read(bytes, Limits));
}
