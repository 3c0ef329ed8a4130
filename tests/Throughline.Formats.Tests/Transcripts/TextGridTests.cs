using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Throughline.Formats.Transcripts;
using static Throughline.Formats.Tests.Transcripts.Reading;

namespace Throughline.Formats.Tests.Transcripts;

public sealed class TextGridTests
{
    private static string Long(string tier, params (double From, double To, string Text)[] intervals) =>
        $"File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0 \nxmax = 60 \ntiers? <exists> \nsize = 1 \nitem []: \n    item [1]:\n"
        + $"        class = \"IntervalTier\" \n        name = \"{tier}\" \n        xmin = 0 \n        xmax = 60 \n        intervals: size = {intervals.Length} \n"
        + string.Concat(intervals.Select((interval, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"        intervals [{i + 1}]:\n            xmin = {interval.From} \n            xmax = {interval.To} \n            text = \"{interval.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\" \n")));

    private static ReadDocument Read(string text, string name = "a.TextGrid") => TextGrid.Read(name, Utf8(text), Limits);

    [Fact]
    public void Intervals_with_words_are_pieces_and_empty_ones_are_silence()
    {
        var document = Read(Long("Doctor", (0, 1.5, ""), (1.5, 2.25, "Hello?"), (2.25, 3, " \t"), (3, 4.0004, "She said \"no\".\nTwice.")));

        Assert.Equal("Praat TextGrid", document.Kind);
        Assert.Equal(["Doctor: Hello? She said \"no\". Twice."], Turns(document));
        Assert.Equal([new ReadFragment(0, 6, 1500, 2250), new ReadFragment(7, 28, 3000, 4000)], document.Turns[0].Fragments);
        IsSound(document);
    }

    [Fact]
    public void The_short_form_reads_the_same()
    {
        var document = Read("\"ooTextFile\"\n\"TextGrid\"\n0\n60\n<exists>\n1\n\"IntervalTier\"\n\"Doctor\"\n0\n60\n2\n0\n1.5\n\"\"\n1.5\n2.25\n\"Hello?\"\n");

        Assert.Equal(["Doctor: Hello?"], Turns(document));
        Assert.Equal((1500L, 2250L), (document.Turns[0].StartMs, document.Turns[0].EndMs));
        Assert.Empty(document.Warnings);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Praats_own_UTF_16_is_read(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes(Long("Ärztin", (0, 1, "Grüß Gott 😀")))];

        Assert.Equal(["Ärztin: Grüß Gott 😀"], Turns(TextGrid.Read("a.TextGrid", bytes, Limits)));
    }

    [Fact]
    public void Several_tiers_of_a_file_are_merged_by_time()
    {
        var two = Long("Ana", (0, 2, "one"), (6, 8, "three"))
            .Replace("\nsize = 1 \n", "\nsize = 2 \n", StringComparison.Ordinal)
            + "    item [2]:\n class = \"IntervalTier\" \n name = \"Ben\" \n xmin = 0 \n xmax = 60 \n intervals: size = 1 \n intervals [1]:\n xmin = 3 \n xmax = 5 \n text = \"two\" \n";

        Assert.Equal(["Ana: one", "Ben: two", "Ana: three"], Turns(Read(two)));
    }

    [Fact]
    public void Channels_are_named_for_what_tells_their_files_apart()
    {
        var document = TextGrid.Merge(
            [
                ("day1_consultation02_doctor.TextGrid", Utf8(Long("Speaker", (0, 2, "How are you?"), (5, 6, "Good.")))),
                ("day1_consultation02_patient.TextGrid", Utf8(Long("Speaker", (3, 4, "Fine.")))),
            ],
            Limits);

        Assert.Equal(["doctor: How are you?", "patient: Fine.", "doctor: Good."], Turns(document));
        Assert.Empty(document.Warnings);
        IsSound(document);
    }

    [Fact]
    public void A_tier_that_names_somebody_is_believed_before_the_file()
    {
        var document = TextGrid.Merge(
            [("x_left.TextGrid", Utf8(Long("Ana", (0, 2, "one")))), ("x_right.TextGrid", Utf8(Long("Ben", (3, 4, "two"))))], Limits);

        Assert.Equal(["Ana: one", "Ben: two"], Turns(document));
    }

    [Fact]
    public void Uncertain_and_unheard_words_stay_readable_and_are_told()
    {
        var document = Read(Long("Doctor", (0, 2, "Yes. <UNSURE>Hello how</UNSURE> um. <UNIN/>"), (20, 22, "<INAUDIBLE_SPEECH/> <UNSURE>sure?</UNSURE>")));

        Assert.Equal("Yes. (Hello how?) um. (unintelligible)\n(inaudible) (sure?)", document.Text);
        Assert.Equal(2, document.Warnings.Count);
        Assert.Contains("unsure in 2 places: interval 1 (00:00), interval 2 (00:20)", document.Warnings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_off_within_a_text_keeps_what_is_there()
    {
        var whole = Long("Doctor", (0, 2, "One."), (3, 4, "Two and then some"));

        var document = Read(whole[..^6]);

        Assert.Equal("One. Two and then s", document.Text);
        Assert.Contains("ends before the intervals that it announces", Assert.Single(document.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_announced_number_of_intervals_is_not_believed()
    {
        var document = Read(Long("Doctor", (0, 2, "One.")).Replace("intervals: size = 1", "intervals: size = 1e300", StringComparison.Ordinal));

        Assert.Equal("One.", document.Text);
        Assert.Single(document.Warnings);
    }

    [Theory]
    [InlineData(4, 3)]
    [InlineData(1e300, 2e300)]
    [InlineData(-5, -4)]
    public void Impossible_times_are_dropped_and_the_words_stay_in_their_place(double from, double to)
    {
        var document = TextGrid.Merge(
            [
                ("a_x.TextGrid", Utf8(Long("A", (0.5, 2, "one"), (from, to, "two"), (5, 6, "three")))),
                ("a_y.TextGrid", Utf8(Long("B", (2.5, 3, "answer")))),
            ],
            Limits);

        Assert.Equal(["A: one two", "B: answer", "A: three"], Turns(document));
        Assert.Contains("interval 2", Assert.Single(document.Warnings).Place, StringComparison.Ordinal);
    }

    [Fact]
    public void Tiers_of_single_sounds_are_left_out()
    {
        var both = Long("Ana", (0, 2, "one")).Replace("\nsize = 1 \n", "\nsize = 2 \n", StringComparison.Ordinal)
            + "    item [2]:\n class = \"IntervalTier\" \n name = \"Ana - phones\" \n xmin = 0 \n xmax = 60 \n intervals: size = 1 \n intervals [1]:\n xmin = 0 \n xmax = 1 \n text = \"w\" \n";

        var document = Read(both);

        Assert.Equal("one", document.Text);
        Assert.Contains("Ana - phones", Assert.Single(document.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_real_consultations_keep_every_word_of_both_channels()
    {
        var files = Fixtures.Files("interviews/primock57", "*.TextGrid");
        var talks = files.GroupBy(file => Regex.Match(file, @"consultation\d+").Value).Where(talk => talk.Count() == 2).ToList();

        Assert.NotEmpty(talks);
        foreach (var talk in talks)
        {
            var document = TextGrid.Merge([.. talk.Select(file => (Path.GetFileName(file), (ReadOnlyMemory<byte>)File.ReadAllBytes(file)))], Limits);

            Assert.Equal(["doctor", "patient"], document.Turns.Select(turn => turn.Speaker!.ToLowerInvariant()).Distinct().Order());
            var raw = talk.SelectMany(file => Regex.Matches(File.ReadAllText(file), "text = \"(.*)\""))
                .Select(match => Regex.Replace(match.Groups[1].Value, "<[^>]*>", " "));
            Assert.Equal(
                Words(string.Join(' ', raw)).Order(StringComparer.Ordinal),
                Words(document.Text.Replace("(unintelligible)", " ", StringComparison.Ordinal).Replace("(inaudible)", " ", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal));
            Assert.True(document.Turns.Count > 20);
            IsSound(document);
        }
    }
}
