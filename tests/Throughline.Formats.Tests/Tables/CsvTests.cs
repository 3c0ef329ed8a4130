using System.Text;
using CsCheck;
using Throughline.Formats.Tables;

namespace Throughline.Formats.Tests.Tables;

public class CsvTests
{
    private static readonly ReadLimits Limits = new();

    [Theory]
    [InlineData("name,age\nAnn,41\n")]
    [InlineData("name;age\r\nAnn;41\r\n")]
    [InlineData("name\tage\nAnn\t41")]
    [InlineData("sep=;\nname;age\nAnn;41")]
    [InlineData("\uFEFFname,age\n\n\"Ann\",\"41\"\n\n")]
    public void Separators_marks_and_line_ends_of_all_kinds_are_read(string csv)
    {
        var table = Read(csv);

        Assert.Equal(["name", "age"], table.Headers);
        Assert.Equal(["Ann", "41"], Assert.Single(table.Rows).Cells);
        Assert.Empty(table.Warnings);
    }

    [Theory]
    [InlineData("code;name\n'=a;\"x, y\"\n")]
    [InlineData("\"code\"\tname\n'=a\t\"x, y\"")]
    [InlineData("sep=;\ncode;name\n'=a;\"x, y\"\n")]
    [InlineData("code,name\n'=a,\"x, y\"\n")]
    public void A_table_of_ours_comes_back_with_the_separators_of_any_spreadsheet(string csv)
    {
        var table = Csv.Read(Encoding.UTF8.GetBytes(csv), Limits, unescapeFormulas: true);
        Assert.Equal(["code", "name"], table.Headers);
        Assert.Equal(["=a", "x, y"], Assert.Single(table.Rows).Cells);
    }

    [Theory]
    [InlineData("id~age~why\n1~41~so\n2~33~so\n", true)]
    [InlineData("What keeps you here?\nThe people, and the walks; mostly.\nPay\n", false)]
    [InlineData("id\n1\n2\n", false)]
    public void A_sign_that_may_part_columns_but_is_none_of_the_usual_is_told(string csv, bool isTold) =>
        Assert.Equal(isTold, Read(csv).Warnings.Any(w => w.Message.Contains("\u201C~\u201D parts its columns", StringComparison.Ordinal)));

    [Fact]
    public void A_cell_may_hold_separators_quotes_and_lines_and_rows_know_their_line()
    {
        var table = Read("q,a\n\"one\ntwo\",\"say \"\"no\"\", then\"\nlast,x\n");

        Assert.Equal("one\ntwo", table.Rows[0][0]);
        Assert.Equal("say \"no\", then", table.Rows[0][1]);
        Assert.Equal([2, 4], table.Rows.Select(r => r.Line));
    }

    [Fact]
    public void A_decimal_comma_does_not_make_the_comma_the_separator()
    {
        var table = Read("id;height;weight\n1;1,75;70,5\n2;1,80;82,25\n");

        Assert.Equal(["id", "height", "weight"], table.Headers);
        Assert.Equal("1,75", table.Rows[0][1]);
    }

    [Fact]
    public void Ragged_rows_and_repeated_or_blank_headings_are_evened_out_and_said()
    {
        var table = Read("a,,A,b\n1\n1,2,3,4,5\n1,2,3,4,,,\n");

        Assert.Equal(["a", "Column 2", "A (2)", "b", "Column 5"], table.Headers);
        Assert.Equal("", table.Rows[0][3]);
        Assert.Equal("5", table.Rows[1][4]);
        Assert.Equal(["line 1", "line 1", "line 2", "line 3"], table.Warnings.Select(w => w.Place));
        Assert.Equal(2, table.Column("a (2)"));
        Assert.Equal(-1, table.Column("none"));
    }

    [Fact]
    public void Warnings_do_not_grow_with_the_file()
    {
        var table = Read("a,b\n" + string.Concat(Enumerable.Repeat("1\n", 500)));

        Assert.Equal(51, table.Warnings.Count);
        Assert.Equal("450 more of the kind.", table.Warnings[^1].Message);
    }

    [Fact]
    public void A_quotation_mark_that_is_never_closed_is_said()
    {
        var table = Read("a,b\n1,\"never closed\n2,3\n");

        Assert.Contains(table.Warnings, w => w.Message.Contains("never closed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\0")]
    [InlineData(",,,\n,,")]
    public void A_file_with_nothing_in_it_is_refused(string csv) =>
        Assert.Throws<UnreadableFileException>(() => Read(csv));

    [Fact]
    public void A_single_byte_is_a_heading() => Assert.Equal(["x"], Read("x").Headers);

    [Fact]
    public void Too_many_columns_rows_and_letters_are_refused()
    {
        Assert.True(Assert.Throws<UnreadableFileException>(() => Read(string.Join(',', Enumerable.Range(0, 20_000)))).TooLarge);
        Assert.True(Assert.Throws<UnreadableFileException>(() => Read(new string(',', 1_000_000) + "x")).TooLarge);
        Assert.True(Assert.Throws<UnreadableFileException>(() => Csv.Read("a\n1\n2\n3"u8.ToArray(), Limits with { Items = 2 })).TooLarge);
        Assert.True(Assert.Throws<UnreadableFileException>(() => Csv.Read("a\n12345\n"u8.ToArray(), Limits with { TextLength = 4 })).TooLarge);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("\tx", "'\tx")]
    [InlineData("-3.5", "-3.5")]
    [InlineData("+44", "+44")]
    [InlineData("'=already", "''=already")]
    [InlineData("'tis", "'tis")]
    public void What_a_spreadsheet_would_run_is_written_as_text(string cell, string written)
    {
        Assert.Equal($"h\r\n{Quoted(written)}\r\n", Encoding.UTF8.GetString(Written(false, ["h"], [[cell]])));
        Assert.Equal(cell, Csv.Read(Written(false, ["h"], [[cell]]), Limits, unescapeFormulas: true).Rows[0][0]);
    }

    [Fact]
    public void An_apostrophe_in_the_file_of_another_stays() => Assert.Equal("'=1", Read("h\n'=1").Rows[0][0]);

    [Fact]
    public void What_is_written_is_read_back_the_same() =>
        Gen.String[Gen.Char["=+-@',;\t\"\nabc1 é'"], 0, 8].Array[3].Array[1, 20].Sample(rows =>
        {
            var filled = rows.Where(r => !string.IsNullOrWhiteSpace(r[^1])).ToList();
            var table = Csv.Read(Written(true, ["a", "b", "c"], filled), Limits, unescapeFormulas: true);
            Assert.Equal(filled, table.Rows.Select(r => r.Cells.ToArray()));
        });

    [Fact]
    public void The_mark_that_excel_needs_is_written_only_if_asked()
    {
        Assert.Equal([0xEF, 0xBB, 0xBF], Written(true, ["a"], []).Take(3));
        Assert.Equal("a\r\n"u8.ToArray(), Written(false, ["a"], []));
    }

    [Theory]
    [InlineData("surveys/qualtrics/sample.csv", 20)]
    [InlineData("surveys/qualtrics/sample_legacy.csv", 10)]
    [InlineData("surveys/surveymonkey/demo.csv", 10)]
    [InlineData("surveys/redcap/simple_data.csv", 10)]
    [InlineData("surveys/redcap/decimal-comma_data.csv", 2)]
    [InlineData("surveys/redcap/potentially-problematic-values_data.csv", 2)]
    public void Real_survey_exports_are_read_with_all_their_columns(string fixture, int columns)
    {
        var table = Csv.Read(Fixtures.Read(fixture), Limits);

        Assert.True(table.Headers.Count >= columns, $"{table.Headers.Count}");
        Assert.NotEmpty(table.Rows);
        Assert.DoesNotContain(table.Rows, r => r.Cells.Count > table.Headers.Count);
    }

    [Theory]
    [InlineData("\uFEFF <!DOCTYPE html><html>", "It is a web page")]
    [InlineData("<html lang='en'>", "It is a web page")]
    [InlineData(null, "It is an Excel file of the kind before 2007")]
    public void What_people_take_for_a_table_is_refused_by_what_it_is(string? text, string told)
    {
        byte[] old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];
        Assert.StartsWith(told, Assert.Throws<UnreadableFileException>(() => Csv.Read(text is null ? old : Encoding.UTF8.GetBytes(text), Limits)).Message);
    }

    [Fact]
    public void Damaged_files_are_read_or_refused() =>
        Mutations.AreReadOrRefused(
            Encoding.UTF8.GetBytes("\uFEFFa,b\n\"x\ny\",2\n'=1,é\n"), bytes => Csv.Read(bytes, Limits, unescapeFormulas: true));

    private static string Quoted(string cell) => cell.Contains('"', StringComparison.Ordinal) ? $"\"{cell}\"" : cell;

    private static Table Read(string csv) => Csv.Read(Encoding.UTF8.GetBytes(csv), Limits);

    private static byte[] Written(bool withMark, string[] headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var stream = new MemoryStream();
        Csv.Write(stream, headers, rows, withMark);
        return stream.ToArray();
    }
}
