using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Throughline.Formats.Tables;

namespace Throughline.Formats.Tests.Tables;

public class XlsxTests
{
    private static readonly ReadLimits Limits = new();

    private const string S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    [Fact]
    public void Texts_numbers_dates_and_results_of_formulas_are_read_as_a_person_sees_them()
    {
        var table = Xlsx.Read(Book("""
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>num</t></is></c><c r="C1" t="str"><v>date</v></c><c r="D1" t="inlineStr"><is><t>more</t></is></c></row>
            <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>0.30000000000000004</v></c><c r="C3" s="1"><v>45720</v></c><c r="D3" t="b"><v>1</v></c></row>
            <row r="4"><c r="B4"><v>1E-5</v></c><c r="C4" s="2"><v>45720.604166666664</v></c><c r="D4" t="e"><v>#N/A</v></c></row>
            <row r="5"><c r="A5"><f>1+1</f><v>2</v></c><c r="C5" s="1"><v>0.5</v></c></row>
            """), Limits);

        Assert.Equal(["name", "num", "date", "more"], table.Headers);
        Assert.Equal(["A & B\nnext", "0.3", "2025-03-04", "TRUE"], table.Rows[0].Cells);
        Assert.Equal(["", "0.00001", "2025-03-04 14:30:00", "#N/A"], table.Rows[1].Cells);
        Assert.Equal(["2", "", "12:00:00"], table.Rows[2].Cells);
        Assert.Equal([3, 4, 5], table.Rows.Select(r => r.Line));
        Assert.Empty(table.Warnings);
    }

    [Fact]
    public void A_sheet_is_chosen_by_its_name_and_others_are_mentioned()
    {
        using var stream = new MemoryStream();
        Xlsx.Write(stream, [Sheet("One", [["a"]]), Sheet("Two", [["b"]])]);

        Assert.Equal(["One", "Two"], Xlsx.SheetNames(stream.ToArray(), Limits));
        Assert.Equal("b", Xlsx.Read(stream.ToArray(), Limits, "two").Rows[0][0]);
        Assert.Contains("not “Two”", Assert.Single(Xlsx.Read(stream.ToArray(), Limits).Warnings).Message, StringComparison.Ordinal);
        Assert.Contains("no sheet called", Assert.Throws<UnreadableFileException>(() => Xlsx.Read(stream.ToArray(), Limits, "Three")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_is_read_back_and_is_valid_and_never_a_formula()
    {
        object?[] row = ["=1+1", "a\nb <&> \u0001 \uD800", 3, 2.5, 7.25m, true, new DateOnly(2025, 3, 4), new DateTime(2025, 3, 4, 14, 30, 0), null, "end"];
        using var stream = new MemoryStream();
        Xlsx.Write(stream, [new Sheet("Segments/of: a code that is named at great length", [.. Enumerable.Range(1, 10).Select(i => new SheetColumn($"Column {i}"))], [row])]);

        var table = Xlsx.Read(stream.ToArray(), Limits);
        Assert.Equal(["=1+1", "a\nb <&> \uFFFD \uFFFD", "3", "2.5", "7.25", "TRUE", "2025-03-04", "2025-03-04 14:30:00", "", "end"], table.Rows[0].Cells);
        using var book = SpreadsheetDocument.Open(stream, false);
        Assert.Empty(new OpenXmlValidator().Validate(book).Select(e => e.Description));
        var xml = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.OuterXml;
        Assert.DoesNotContain("<x:f>", xml, StringComparison.Ordinal);
        Assert.Contains("state=\"frozen\"", xml, StringComparison.Ordinal);
        Assert.Contains("autoFilter ref=\"A1:J2\"", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_sheets_are_made_such_as_excel_allows()
    {
        using var stream = new MemoryStream();
        Xlsx.Write(stream, [Sheet("a/b", []), Sheet("A:B", []), Sheet("", []), Sheet(new string('x', 40), [])]);

        Assert.Equal(["a b", "A B (2)", "Sheet", new string('x', 31)], Xlsx.SheetNames(stream.ToArray(), Limits));
    }

    [Fact]
    public void A_text_longer_than_a_cell_is_cut_and_says_so()
    {
        using var stream = new MemoryStream();
        Xlsx.Write(stream, [Sheet("a", [[new string('x', 40_000)]])]);

        var cell = Xlsx.Read(stream.ToArray(), Limits).Rows[0][0];
        Assert.Equal(32_767, cell.Length);
        Assert.EndsWith("a cell of Excel holds no more]", cell, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_written_as_they_come()
    {
        using var stream = new MemoryStream();
        Xlsx.Write(stream, [new Sheet("a", [new("id"), new("text")], Enumerable.Range(0, 5_000).Select(i => (IReadOnlyList<object?>)[i, $"text {i}"]))]);

        var table = Xlsx.Read(stream.ToArray(), Limits);
        Assert.Equal(5_000, table.Rows.Count);
        Assert.Equal(["4999", "text 4999"], table.Rows[^1].Cells);
    }

    [Fact]
    public void A_million_empty_columns_are_passed_over_and_full_ones_refused()
    {
        var empty = string.Concat(Enumerable.Repeat("<c/>", 1_000_000));

        Assert.Equal(["a"], Xlsx.Read(Book($"<row r='1'><c t='inlineStr'><is><t>a</t></is></c>{empty}</row>"), Limits with { UnpackedRatio = 100_000 }).Headers);
        Assert.True(Assert.Throws<UnreadableFileException>(() => Xlsx.Read(Book("<row r='1'><c r='BDWGN1'><v>1</v></c></row>"), Limits)).TooLarge);
        Assert.True(Assert.Throws<UnreadableFileException>(() => Xlsx.Read(Book("<row r='1'><c r='ZZZZZZZZ1'><v>1</v></c></row>"), Limits)).TooLarge);
    }

    [Fact]
    public void Bombs_document_types_and_other_files_are_refused()
    {
        Assert.True(Assert.Throws<UnreadableFileException>(
            () => Xlsx.Read(Book($"<row r='1'><c t='inlineStr'><is><t>{new string('x', 3 << 20)}</t></is></c></row>"), Limits)).TooLarge);
        Assert.Throws<UnreadableFileException>(() => Xlsx.Read(Packages.Zip(("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY e 'b'>]><x>&e;</x>")), Limits));
        Assert.Throws<UnreadableFileException>(() => Xlsx.Read(Packages.Docx("<w:p/>"), Limits));
        Assert.Throws<UnreadableFileException>(() => Xlsx.Read("not a zip"u8.ToArray(), Limits));
        Assert.Throws<UnreadableFileException>(() => Xlsx.Read(Book("<row r='1'/>"), Limits));
    }

    [Fact]
    public void Damaged_files_are_read_or_refused()
    {
        const string Rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>45720</v></c></row><row><c t=\"inlineStr\"><is><t>x</t></is></c></row>";
        Mutations.AreReadOrRefused(Book(Rows), bytes => Xlsx.Read(bytes, Limits));
        Mutations.AreReadOrRefused(System.Text.Encoding.UTF8.GetBytes(Rows), bytes => Xlsx.Read(Book(System.Text.Encoding.Latin1.GetString(bytes)), Limits));
    }

    private static Sheet Sheet(string name, IEnumerable<IReadOnlyList<object?>> rows) => new(name, [new SheetColumn("h")], rows);

    private static byte[] Book(string rows)
    {
        string Relation(string id, string type, string target) => $"<Relationship Id='{id}' Type='{R}/{type}' Target='{target}'/>";
        string Relations(string content) => $"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{content}</Relationships>";
        return Packages.Zip(
            ("_rels/.rels", Relations(Relation("r", "officeDocument", "xl/workbook.xml"))),
            ("xl/_rels/workbook.xml.rels", Relations(Relation("s1", "worksheet", "sheets/a.xml") + Relation("s2", "sharedStrings", "strings.xml") + Relation("s3", "styles", "styles.xml"))),
            ("xl/workbook.xml", $"<workbook xmlns='{S}' xmlns:r='{R}'><sheets><sheet name='First' sheetId='1' r:id='s1'/></sheets></workbook>"),
            ("xl/strings.xml", $"<sst xmlns='{S}'><si><t>name</t></si><si><r><t>A &amp; B</t></r><r><t>_x000A_next</t></r><rPh><t>no</t></rPh></si></sst>"),
            ("xl/styles.xml", $"<styleSheet xmlns='{S}'><numFmts><numFmt numFmtId='170' formatCode='yyyy\\-mm\\-dd\\ hh:mm'/><numFmt numFmtId='171' formatCode='[Red]&quot;day&quot;0.0'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/><xf numFmtId='171'/></cellXfs></styleSheet>"),
            ("xl/sheets/a.xml", $"<worksheet xmlns='{S}'><sheetData>{rows}</sheetData></worksheet>"));
    }
}
