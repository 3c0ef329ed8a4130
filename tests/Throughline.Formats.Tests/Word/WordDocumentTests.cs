using Throughline.Formats.Word;

namespace Throughline.Formats.Tests.Word;

public class WordDocumentTests
{
    private static readonly ReadLimits Limits = new();

    private const string List = """
        <w:abstractNum w:abstractNumId='0'>
          <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>
          <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1.%2)'/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='&#xF0B7;'/></w:lvl></w:abstractNum>
        <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>
        <w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>
        <w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride></w:num>
        """;

    [Fact]
    public void Paragraphs_breaks_and_tabs_are_read_and_sizes_that_the_standard_forbids_are_borne()
    {
        var document = Read(
            P("<w:r><w:rPr><w:sz w:val='4.3mm'/></w:rPr><w:t>Dan Brown   0:04</w:t><w:br/><w:t xml:space='preserve'>Hello </w:t><w:tab/><w:t>you</w:t></w:r>")
            + P("") + P(R("A") + "<w:r><w:noBreakHyphen/><w:sym w:font='Wingdings' w:char='F0E0'/><w:cr/></w:r>" + R("b")));

        Assert.Equal("Dan Brown   0:04\nHello \tyou\n\nA\u2011→\nb", document.Text);
        Assert.Equal("Word document", document.Kind);
        Assert.Empty(document.Warnings);
        Assert.Empty(document.Pages);
    }

    [Fact]
    public void List_items_have_their_numbers_also_where_a_style_or_a_restart_gives_them()
    {
        var styles = Packages.WordXml("styles", "<w:style w:styleId='Base'><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style>"
            + "<w:style w:styleId='ListBullet'><w:basedOn w:val='Base'/></w:style>");
        var document = Read(
            Item(1, 0, "one") + Item(1, 1, "one a") + Item(1, 1, "one b") + Item(1, 0, "two") + Item(1, 1, "two a") + Item(3, 0, "seven")
            + P("<w:pPr><w:pStyle w:val='ListBullet'/></w:pPr>" + R("bullet"))
            + P("<w:pPr><w:pStyle w:val='ListBullet'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>" + R("none")),
            ("numbering", Packages.WordXml("numbering", List)), ("styles", styles));

        Assert.Equal("1. one\n  1.a) one a\n  1.b) one b\n2. two\n  2.a) two a\n7. seven\n• bullet\nnone", document.Text);
    }

    [Fact]
    public void Cells_stand_between_tabs_and_nested_tables_within()
    {
        var nested = $"<w:tbl><w:tr><w:tc>{P(R("x"))}</w:tc><w:tc>{P(R("y"))}</w:tc></w:tr></w:tbl>{P("")}";
        var document = Read(
            P(R("Before"))
            + $"<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>{P(R("a"))}</w:tc><w:tc>{P(R("b"))}{P(R("c"))}</w:tc></w:tr><w:tr><w:tc>{nested}</w:tc><w:tc>{P(R("d"))}</w:tc></w:tr></w:tbl>"
            + P(R("After")));

        Assert.Equal("Before\na\tb\nc\nx\ty\n\td\nAfter", document.Text);
    }

    [Fact]
    public void Tracked_insertions_are_kept_and_deletions_left_out_with_their_marks_and_rows()
    {
        var document = Read(
            P(R("I ") + $"<w:del>{R("was")}<w:r><w:delText>x</w:delText></w:r></w:del><w:ins>{R("am")}</w:ins>" + R(" here"))
            + P("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + R("One ")) + P(R("line"))
            + $"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{P($"<w:del>{R("gone")}</w:del>")}</w:tc></w:tr><w:tr><w:tc>{P(R("kept"))}</w:tc></w:tr></w:tbl>"
            + P($"<w:moveFrom>{R("moved")}</w:moveFrom>") + P($"<w:moveTo>{R("moved")}</w:moveTo>"));

        Assert.Equal("I am here\nOne line\nkept\n\nmoved", document.Text);
        Assert.Contains(document.Warnings, w => w.Message.StartsWith("3 tracked deletions", StringComparison.Ordinal));
        Assert.Contains(document.Warnings, w => w.Message.StartsWith("A tracked insertion", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_box_given_twice_is_read_once_after_its_paragraph_and_positions_do_not_leak()
    {
        var box = $"<w:txbxContent>{P(R("Boxed"))}{P(R("twice"))}</w:txbxContent>";
        var document = Read(
            P(R("Host") + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wp:positionH><wp:posOffset>914400</wp:posOffset></wp:positionH>"
              + $"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
              + $"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>" + R(" goes on"))
            + P($"<w:r><w:pict><v:textbox><w:txbxContent>{P(R("old box"))}</w:txbxContent></v:textbox></w:pict></w:r>"));

        Assert.Equal("Host goes on\nBoxed\ntwice\n\nold box", document.Text);
    }

    [Fact]
    public void Results_of_fields_are_kept_and_instructions_are_not()
    {
        var document = Read(P(
            Field("begin") + "<w:r><w:instrText>IF </w:instrText></w:r>" + Field("begin") + "<w:r><w:instrText>MERGEFIELD x</w:instrText></w:r>"
            + Field("separate") + R("not shown") + Field("end") + Field("separate") + R("shown") + Field("end") + R("!")
            + $"<w:fldSimple w:instr='PAGE'>{R("7")}</w:fldSimple>"));

        Assert.Equal("shown!7", document.Text);
    }

    [Fact]
    public void A_field_without_its_end_swallows_no_more_than_its_paragraph() =>
        Assert.Equal("\nrest", Read(P(Field("begin") + R("lost")) + P(R("rest"))).Text);

    [Fact]
    public void Notes_stand_at_the_end_in_the_order_of_the_text()
    {
        var footnotes = Packages.WordXml(
            "footnotes", $"<w:footnote w:type='separator' w:id='-1'>{P(R("---"))}</w:footnote><w:footnote w:id='2'>{P("<w:r><w:footnoteRef/></w:r>" + R(" foot"))}</w:footnote>");
        var endnotes = Packages.WordXml("endnotes", $"<w:endnote w:id='2'>{P(R("end"))}</w:endnote>");
        var document = Read(
            P(R("A") + "<w:r><w:endnoteReference w:id='2'/></w:r>" + R("B") + "<w:r><w:footnoteReference w:id='2'/></w:r>"),
            ("footnotes", footnotes), ("endnotes", endnotes));

        Assert.Equal("A[1]B[2]\n[1] end\n[2] foot", document.Text);
    }

    [Fact]
    public void What_stands_beside_the_text_is_left_out_and_counted()
    {
        var document = Read(
            P(R("A") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>" + "<w:r><w:rPr><w:vanish w:val='false'/></w:rPr><w:t>B</w:t></w:r>"
              + "<w:r><w:drawing><a:blip/></w:drawing></w:r><w:r><w:commentReference w:id='1'/></w:r><w:r><w:object/></w:r>"
              + "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"),
            ("header", Packages.WordXml("hdr", P(R("Head")))), ("footer", Packages.WordXml("ftr", P(""))));

        Assert.Equal("ABx=1", document.Text);
        Assert.Equal(
            [
                "A stretch of hidden text was left out.", "A picture was left out.", "A comment was left out.",
                "An embedded file was left out. Import it on its own if it is needed.",
                "An equation was kept as plain characters in a row.", "A header or footer was left out.",
            ],
            document.Warnings.Select(w => w.Message));
        Assert.All(document.Warnings, w => Assert.Equal("paragraph 1", w.Place));
    }

    [Fact]
    public void Pages_begin_where_word_last_broke_them_and_at_written_breaks_once()
    {
        var document = Read(
            P(R("One")) + P("<w:r><w:br w:type='page'/></w:r>") + P("<w:r><w:lastRenderedPageBreak/><w:t>Two</w:t></w:r>")
            + P("<w:r><w:t>still </w:t><w:lastRenderedPageBreak/><w:t>three</w:t></w:r>")
            + P("<w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:lastRenderedPageBreak/><w:t>Four</w:t></w:r>")
            + P("<w:pPr><w:sectPr/></w:pPr>" + R("end of section")) + P("<w:r><w:lastRenderedPageBreak/><w:t>Five</w:t></w:r>"));

        Assert.Equal([0, .. Places(document.Text, "Two", "three", "Four", "Five")], document.Pages);
    }

    [Fact]
    public void A_page_break_in_a_row_counts_once_however_many_cells_go_over()
    {
        const string Break = "<w:r><w:t>a</w:t><w:lastRenderedPageBreak/><w:t>b</w:t></w:r>";
        var document = Read($"<w:tbl><w:tr><w:tc>{P(Break)}</w:tc><w:tc>{P(Break)}</w:tc></w:tr></w:tbl>");

        Assert.Equal("ab\tab", document.Text);
        Assert.Equal([0, 1], document.Pages);
    }

    [Fact]
    public void The_old_formatting_of_a_tracked_change_does_not_count() =>
        Assert.Equal(
            "plain",
            Read(P($"<w:pPr><w:pPrChange><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:pPrChange></w:pPr>{R("plain")}"),
                ("numbering", Packages.WordXml("numbering", List))).Text);

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e 'boom'>]><x>&e;</x>")]
    [InlineData("<w:document>")]
    [InlineData("")]
    public void Broken_or_hostile_xml_is_refused(string xml)
    {
        var refusal = Assert.Throws<UnreadableFileException>(() => WordDocument.Read(Packages.Zip(("word/document.xml", xml)), Limits));

        Assert.NotEmpty(refusal.Remedy);
    }

    [Fact]
    public void Depth_text_and_expansion_are_held_to_their_limits()
    {
        var deep = string.Concat(Enumerable.Repeat("<w:sdt><w:sdtContent>", 400)) + string.Concat(Enumerable.Repeat("</w:sdtContent></w:sdt>", 400));
        var bomb = P(R(new string(' ', 3 << 20)));

        Assert.True(Assert.Throws<UnreadableFileException>(() => Read(deep)).TooLarge);
        Assert.True(Assert.Throws<UnreadableFileException>(() => Read(bomb)).TooLarge);
        Assert.True(Assert.Throws<UnreadableFileException>(
            () => WordDocument.Read(Packages.Docx(P(R("123456"))), Limits with { TextLength = 5 })).TooLarge);
    }

    [Theory]
    [InlineData("../evil.xml")]
    [InlineData("/evil.xml")]
    [InlineData("C:\\evil.xml")]
    public void Parts_that_point_outside_are_refused(string name) =>
        Assert.Throws<UnreadableFileException>(() => WordDocument.Read(Packages.Zip(("word/document.xml", "<x/>"), (name, "x")), Limits));

    [Fact]
    public void A_document_of_pictures_is_refused_with_what_to_do()
    {
        var refusal = Assert.Throws<UnreadableFileException>(() => Read(P("<w:r><w:drawing><a:blip/></w:drawing></w:r>")));

        Assert.Contains("only a picture", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("text recognition", refusal.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Truncated_files_and_damaged_ones_are_read_or_refused()
    {
        var file = Packages.Docx(
            Item(1, 0, "one") + P(R("two") + "<w:r><w:footnoteReference w:id='2'/></w:r>") + $"<w:tbl><w:tr><w:tc>{P(R("c"))}</w:tc></w:tr></w:tbl>",
            ("numbering", Packages.WordXml("numbering", List)));

        Mutations.AreReadOrRefused(file, bytes => WordDocument.Read(bytes, Limits));
        Assert.Throws<UnreadableFileException>(() => WordDocument.Read(file.AsMemory(0, file.Length / 2), Limits));
    }

    [Fact]
    public void Damaged_xml_is_read_or_refused()
    {
        var xml = Packages.WordXml("document", $"<w:body>{Item(1, 1, "one")}{P(Field("begin") + R("&#x1F600;") + Field("end"))}<w:tbl><w:tr><w:tc>{P(R("c"))}</w:tc></w:tr></w:tbl></w:body>");

        Mutations.AreReadOrRefused(
            System.Text.Encoding.UTF8.GetBytes(xml),
            bytes => WordDocument.Read(Packages.Zip(("word/document.xml", System.Text.Encoding.Latin1.GetString(bytes))), Limits));
    }

    private static IEnumerable<int> Places(string text, params string[] words) => words.Select(w => text.IndexOf(w, StringComparison.Ordinal));

    private static string P(string content) => $"<w:p>{content}</w:p>";

    private static string R(string words) => $"<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>";

    private static string Field(string mark) => $"<w:r><w:fldChar w:fldCharType='{mark}'/></w:r>";

    private static string Item(int list, int level, string words) =>
        P($"<w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>{R(words)}");

    private static ReadDocument Read(string body, params (string Type, string Content)[] others) =>
        WordDocument.Read(Packages.Docx(body, others), Limits);
}
