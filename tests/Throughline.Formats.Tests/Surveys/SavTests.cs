using System.Text;
using Throughline.Formats.Surveys;

namespace Throughline.Formats.Tests.Surveys;

public sealed class SavTests
{
    [Theory]
    [InlineData("sample.sav")]
    [InlineData("sample.zsav")]
    public void Values_are_those_of_the_table_beside_it(string name)
    {
        var file = Real(name);

        Assert.Equal(SurveyOrigin.Spss, file.Origin);
        Assert.Equal(["mychar", "mynum", "mydate", "dtime", "mylabl", "myord", "mytime"], file.Columns.Select(c => c.Name));
        Assert.Equal(["a", "1.1", "2018-05-06", "2018-05-06T10:10:10", "1", "1", "10:10:10"], file.Rows[0].Cells);
        Assert.Equal(["d", "-1.4", "1583-01-01", "1583-01-01T00:00:00", "2", "1", "16:10:10"], file.Rows[3].Cells);
        Assert.Equal(["e", "1000.3", "", "", "1", "1", ""], file.Rows[4].Cells);
        Assert.Equal(5, file.Rows.Count);
        Assert.Empty(file.Warnings);
    }

    [Fact]
    public void Labels_of_values_and_measures_make_the_kinds()
    {
        var file = Real("sample.sav");

        var labelled = file.Columns[file.Column("mylabl")];
        Assert.Equal(SurveyKind.SingleChoice, labelled.Kind);
        Assert.Equal([new("1", "Male"), new("2", "Female")], labelled.Categories);
        var ordinal = file.Columns[file.Column("myord")];
        Assert.Equal((SurveyKind.ScaleItem, "low"), (ordinal.Kind, ordinal.Categories[0].Label));
        Assert.Equal(SurveyKind.Date, file.Columns[file.Column("mydate")].Kind);
    }

    [Fact]
    public void User_missing_values_are_told_from_answers()
    {
        Assert.Contains(Real("missing_test.sav").Columns, c => c.Missing.Values.Count > 0 || c.Missing.From is not null);
        Assert.Contains(Real("missing_char.sav").Columns, c => c.Missing.Values.Count > 0);
        Assert.Contains(Real("sample_missing.sav").Columns, c => c.Missing != MissingAnswers.Nothing);
    }

    [Theory]
    [InlineData("hebrews.sav", '\u0590', '\u05FF')]
    [InlineData("tegulu.sav", '\u0C00', '\u0C7F')]
    public void Other_scripts_are_read_in_their_encoding(string name, char from, char to)
    {
        var file = Real(name);

        var words = string.Concat(file.Columns.Select(c => c.Name + c.Label + string.Concat(c.Categories.Select(g => g.Label)))) + string.Concat(file.Rows.SelectMany(r => r.Cells));
        Assert.Contains(words, ch => ch >= from && ch <= to);
        Assert.DoesNotContain('\uFFFD', words);
    }

    [Theory]
    [InlineData("ordered_category.sav")]
    [InlineData("simple_alltypes.sav")]
    [InlineData("sample_large.sav")]
    [InlineData("test_width.sav")]
    public void Every_case_has_a_cell_for_each_variable(string name)
    {
        var file = Real(name);

        Assert.NotEmpty(file.Rows);
        Assert.All(file.Rows, r => Assert.Equal(file.Columns.Count, r.Cells.Count));
    }

    [Fact]
    public void A_file_that_was_cut_off_is_read_up_to_its_last_whole_case()
    {
        var bytes = Fixtures.Read("surveys/spss/sample.sav");

        var file = Read(bytes.AsSpan(0, bytes.Length - 40).ToArray());

        Assert.InRange(file.Rows.Count, 1, 4);
        Assert.Contains(file.Warnings, w => w.Message.Contains("cut off", StringComparison.Ordinal));
    }

    [Fact]
    public void Very_long_words_are_put_together_and_a_set_is_one_question()
    {
        var file = Read(Made.VeryLong(new string('a', 255) + new string('b', 45)));

        Assert.Equal(["story", "box1", "box2"], file.Columns.Select(c => c.Name));
        Assert.Equal(new string('a', 255) + new string('b', 45), file.Rows[0][0]);
        Assert.Equal(("help", "What helped", "1"), (file.Columns[1].Group!.Name, file.Columns[2].Group!.Label, file.Columns[1].Box!.Ticked));
    }

    [Fact]
    public void Damaged_files_are_refused_or_read_and_nothing_else()
    {
        var random = new Random(4711);
        foreach (var name in new[] { "sample.sav", "sample.zsav", "test_width.sav", "simple_alltypes.sav" })
            for (var i = 0; i < 250; i++)
            {
                var bytes = Fixtures.Read($"surveys/spss/{name}");
                for (var k = random.Next(1, 12); k > 0; k--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                if (random.Next(4) == 0) bytes = bytes[..random.Next(bytes.Length)];
                "$FL"u8.CopyTo(bytes.Length > 3 ? bytes : bytes = new byte[8]);
                try
                {
                    Read(bytes);
                }
                catch (UnreadableFileException refusal)
                {
                    Assert.NotEmpty(refusal.Remedy);
                }
            }
    }

    private static SurveyFile Real(string name) => Read(Fixtures.Read($"surveys/spss/{name}"));

    private static SurveyFile Read(byte[] bytes) => SurveyReading.Read("answers.sav", bytes, new());

    /// <summary>A file made by hand, uncompressed, as the description of the format has it.</summary>
    private static class Made
    {
        public static byte[] VeryLong(string story)
        {
            using var stream = new MemoryStream();
            using var file = new BinaryWriter(stream);
            file.Write("$FL2"u8);
            file.Write(Encoding.ASCII.GetBytes("made by hand".PadRight(60)));
            foreach (var number in new[] { 2, -1, 0, 0, 1 }) file.Write(number);
            file.Write(100.0);
            file.Write(new byte[84]);
            Variable(file, "STORY", 255);
            Variable(file, "STORY0", 48);
            Variable(file, "BOX1", 0);
            Variable(file, "BOX2", 0);
            Extension(file, 13, "STORY=story\tBOX1=box1\tBOX2=box2");
            Extension(file, 14, "STORY=00300\0\t");
            Extension(file, 7, "$help=D1 1 11 What helped box1 box2\n");
            file.Write(999);
            file.Write(0);
            file.Write(Encoding.ASCII.GetBytes(story[..255] + " " + story[255..].PadRight(48)));
            file.Write(1.0);
            file.Write(0.0);
            return stream.ToArray();
        }

        private static void Variable(BinaryWriter file, string name, int width)
        {
            for (var i = 0; i < Math.Max(1, (width + 7) / 8); i++)
            {
                foreach (var number in new[] { 2, i == 0 ? width : -1, 0, 0, 0x050800, 0x050800 }) file.Write(number);
                file.Write(Encoding.ASCII.GetBytes((i == 0 ? name : "").PadRight(8)));
            }
        }

        private static void Extension(BinaryWriter file, int subtype, string text)
        {
            foreach (var number in new[] { 7, subtype, 1, text.Length }) file.Write(number);
            file.Write(Encoding.ASCII.GetBytes(text));
        }
    }
}
