using System.Text;
using Throughline.Formats.Surveys;

namespace Throughline.Formats.Tests.Surveys;

public class SurveyReadingTests
{
    [Fact]
    public void Qualtrics_with_three_heading_rows()
    {
        var file = Real("qualtrics/sample.csv");

        Assert.Equal(SurveyOrigin.Qualtrics, file.Origin);
        Assert.Equal("Qualtrics export, three heading rows, separated by commas, UTF-8.", file.HowRead);
        Assert.Equal("R_2YPOQ602ER1jkf1", Assert.Single(file.Rows)[file.IdColumn!.Value]);
        Assert.Equal("This is a free text question.", Column(file, "Q2").Label);
        Assert.Equal(PersonalDetail.IpAddress, Column(file, "IPAddress").Detail);
        Assert.All(["IPAddress", "LocationLatitude", "LocationLongitude"], name => Assert.NotNull(Column(file, name).DropReason));
        Assert.Equal(SurveyKind.ContactDetail, Column(file, "RecipientEmail").Kind);
        Assert.Empty(file.Warnings);
    }

    [Fact]
    public void Qualtrics_of_the_old_kind_with_a_mark_and_commas_at_the_end()
    {
        var file = Real("qualtrics/sample_legacy.csv");

        Assert.Equal(SurveyOrigin.Qualtrics, file.Origin);
        Assert.Equal(15, file.Columns.Count);
        Assert.Equal(0, file.IdColumn);
        Assert.Equal("Hello World!", Assert.Single(file.Rows)[file.Column("Q2")]);
        Assert.Equal(PersonalDetail.IpAddress, Column(file, "V6").Detail);
    }

    [Fact]
    public void SurveyMonkey_with_blank_cells_in_its_first_heading_row()
    {
        var file = Real("surveymonkey/demo.csv");

        Assert.Equal(SurveyOrigin.SurveyMonkey, file.Origin);
        Assert.Equal(7, file.Rows.Count);
        Assert.Equal(0, file.IdColumn);
        Assert.Equal(PersonalDetail.Phone, Column(file, "Please provide your contact information: - Phone Number").Detail);
        var last = file.Columns[^1];
        Assert.Equal(SurveyKind.ScaleItem, last.Kind);
        Assert.Equal(
            ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"], last.Categories.Select(c => c.Value));
    }

    [Fact]
    public void Redcap_with_its_dictionary()
    {
        var file = Real("redcap/simple_data.csv", "redcap/simple_dictionary.csv");

        Assert.Equal(SurveyOrigin.RedCap, file.Origin);
        Assert.Equal(5, file.Rows.Count);
        Assert.Contains("\n", file.Rows[0][file.Column("address")], StringComparison.Ordinal);
        Assert.Equal([new("FALSE", "Female"), new("TRUE", "Male")], Column(file, "sex").Categories);
        var white = Column(file, "race___5");
        Assert.Equal(("White", "1"), (white.Box!.Label, white.Box.Ticked));
        Assert.Equal(6, file.Columns.Count(c => c.Group?.Name == "race"));
        Assert.True(Column(file, "mugshot").IsDropped);
        Assert.Equal(SurveyKind.LongText, Column(file, "comments").Kind);
        Assert.Empty(file.Warnings);
    }

    [Fact]
    public void Redcap_check_boxes_without_a_dictionary_and_decimal_commas()
    {
        var boxes = Real("redcap/checkboxes-1_data.csv");
        var numbers = Real("redcap/decimal-comma_data.csv");

        Assert.Equal(["check_one", "check_two"], boxes.Columns.Where(c => c.Group is not null).Select(c => c.Group!.Name).Distinct());
        Assert.Equal(SurveyKind.Number, Column(numbers, "weight").Kind);
        Assert.Equal(123.4, Numbers.Read(numbers.Rows[2][numbers.Column("weight")]));
    }

    [Fact]
    public void A_file_of_one_byte_is_refused_with_what_to_do()
    {
        var refusal = Assert.Throws<UnreadableFileException>(() => Real("redcap/empty-rows_data.csv"));

        Assert.Equal("the file", refusal.Place);
        Assert.Contains("export it again", refusal.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(',', "commas")]
    [InlineData(';', "semicolons")]
    [InlineData('\t', "tabs")]
    [InlineData('|', "bars")]
    public void What_separates_the_cells_is_told(char separator, string word)
    {
        var file = Read("id,age,sex\n1,30,f\n2,41,m\n3,52,f\n".Replace(',', separator));

        Assert.Contains($"separated by {word}", file.HowRead, StringComparison.Ordinal);
        Assert.Equal(["id", "age", "sex"], file.Columns.Select(c => c.Name));
        Assert.Equal(0, file.IdColumn);
    }

    [Fact]
    public void Ragged_rows_and_repeated_headings_are_evened_out_and_told()
    {
        var file = Read("id,a,a\n1,x\n2,x,y,z\n");

        Assert.Equal(["id", "a", "a (2)", "Column 4"], file.Columns.Select(c => c.Name));
        Assert.Equal(["line 2", "line 3", "line 1"], file.Warnings.Select(w => w.Place));
        Assert.Equal("", file.Rows[0][2]);
        Assert.Equal("z", file.Rows[1][3]);
    }

    [Fact]
    public void Items_side_by_side_are_one_battery_with_the_steps_that_any_of_them_shows()
    {
        var file = Read("id,age,pss_1,pss_2,pss_3\n1,30,1,6,3\n2,41,2,5,3\n3,52,4,5,2\n");

        var items = file.Columns.Where(c => c.Group is { IsBattery: true }).ToList();
        Assert.Equal(["pss_1", "pss_2", "pss_3"], items.Select(c => c.Name));
        Assert.All(items, c => Assert.Equal(["1", "2", "3", "4", "5", "6"], c.Categories.Select(k => k.Value)));
        Assert.All(items, c => Assert.Contains("3 items side by side", c.Why, StringComparison.Ordinal));
    }

    [Fact]
    public void Formulas_are_text_and_windows_1252_is_read()
    {
        var bytes = Encoding.Latin1.GetBytes("id;ville\n1;=1+1\n2;caf\u00e9 \u00e0 Orl\u00e9ans\n");
        var file = SurveyReading.Read("a.csv", bytes, new SurveyOptions());

        Assert.Equal("=1+1", file.Rows[0][1]);
        Assert.Equal("caf\u00e9 \u00e0 Orl\u00e9ans", file.Rows[1][1]);
        Assert.Contains(file.Warnings, w => w.Message.Contains("1252", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html></html>", "web page")]
    [InlineData("{\"responses\":[]}", "JSON")]
    [InlineData("Variable / Field Name,Form Name\nrecord_id,a\n", "data dictionary")]
    public void What_are_no_answers_is_refused_by_its_name(string text, string what) =>
        Assert.Contains(what, Assert.Throws<UnreadableFileException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Portable_files_of_spss_are_refused_by_their_name_with_what_to_do()
    {
        var refusal = Assert.Throws<UnreadableFileException>(() => Real("spss/sample.por"));

        Assert.Contains("SPSS", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(".sav", refusal.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeated_id_is_told_with_both_places()
    {
        var file = Read("ResponseId,StartDate,Finished,Status,Q1\nR_1,2024-01-02,1,0,a\nR_1,2024-01-03,1,0,b\n");

        var warning = Assert.Single(file.Warnings);
        Assert.Equal("line 3", warning.Place);
        Assert.Contains("line 2", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_called_id_names_the_response_though_somebody_answered_twice()
    {
        var file = Read("id,q\n" + string.Concat(Enumerable.Range(1, 20).Select(i => $"r{i},{i % 3}\n")) + "r1,2\n");

        Assert.Equal(SurveyKind.Id, file.Columns[0].Kind);
        Assert.Equal("line 22", Assert.Single(file.Warnings).Place);
    }

    [Theory]
    [InlineData("2025-03-04", false, "2025-03-04")]
    [InlineData("04/03/2025 2:30 PM", true, "2025-03-04 14:30:00")]
    [InlineData("04/03/2025", false, "2025-04-03")]
    [InlineData("4.3.2025", false, "2025-03-04")]
    [InlineData("31/02/2025", true, null)]
    public void Days_become_iso(string text, bool isDayFirst, string? iso) => Assert.Equal(iso, Dates.Read(text, isDayFirst));

    [Theory]
    [InlineData("qualtrics/sample.csv")]
    [InlineData("surveymonkey/demo.csv")]
    [InlineData("redcap/simple_data.csv")]
    public void Damaged_files_are_read_or_refused(string name) =>
        Mutations.AreReadOrRefused(Fixtures.Read("surveys/" + name), bytes => SurveyReading.Read(name, bytes, new SurveyOptions()));

    private static SurveyFile Real(string name, string? dictionary = null) => SurveyReading.Read(
        name, Fixtures.Read("surveys/" + name), new SurveyOptions(), dictionary is null ? default(ReadOnlyMemory<byte>?) : Fixtures.Read("surveys/" + dictionary));

    private static SurveyFile Read(string text) => SurveyReading.Read("a.csv", Encoding.UTF8.GetBytes(text), new SurveyOptions());

    private static SurveyColumn Column(SurveyFile file, string name) => file.Columns[file.Column(name)];
}
