using Throughline.Formats.Transcripts;
using static Throughline.Formats.Tests.Transcripts.Reading;

namespace Throughline.Formats.Tests.Transcripts;

public sealed class CueOdditiesTests
{
    private static ReadDocument Read(string text) => WebVtt.Read(Utf8(text), Limits);

    [Fact]
    public void A_cue_that_ends_before_it_starts_keeps_its_words_and_loses_its_time()
    {
        var document = Read(
            "WEBVTT\n\n00:09:11.040 --> 00:09:14.160\n<v P19>and I thought</v>\n\n00:09:14.200 --> 00:09:13.900\n<v P19>the whole induction.</v>\n\n"
            + "00:09:15.000 --> 00:09:17.320\n<v P19>Yes.</v>\n");

        Assert.Equal(["P19: and I thought the whole induction. Yes."], Turns(document));
        Assert.Equal([551040L, 555000L], document.Turns[0].Fragments.Select(fragment => fragment.StartMs));
        var warning = Assert.Single(document.Warnings);
        Assert.Equal("cue 2, line 6", warning.Place);
        Assert.Contains("09:14: ends before it starts (09:14.2 to 09:13.9)", warning.Message, StringComparison.Ordinal);
        IsSound(document);
    }

    [Theory]
    [InlineData("99999999999999999999:00:00.000 --> 99999999999999999999:00:01.000")]
    [InlineData("999999:00:00.000 --> 999999:00:01.000")]
    [InlineData("00:61:00.000 --> 00:62:00.000")]
    [InlineData("00:00:00.9999999999999999 --> 00:00:01.000")]
    [InlineData("00:00:05.000 --> ")]
    public void A_time_that_cannot_be_is_dropped_and_the_words_stay(string timing)
    {
        var document = Read($"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v A>one</v>\n\n{timing}\n<v B>two</v>\n");

        Assert.Equal(["A: one", "B: two"], Turns(document));
        Assert.Null(document.Turns[1].StartMs);
        Assert.Null(document.Turns[1].EndMs);
        Assert.Equal("cue 2, line 6", Assert.Single(document.Warnings).Place);
    }

    [Fact]
    public void Many_faults_of_a_kind_are_located_twenty_times_and_then_counted()
    {
        var cues = string.Concat(Enumerable.Range(0, 332).Select(i => $"00:{i / 60:00}:{i % 60:00}.500 --> 00:00:00.000\nword{i}\n\n"));

        var document = Read($"WEBVTT\n\n{cues}");

        Assert.Equal(332, Words(document.Text).Length);
        Assert.Equal(21, document.Warnings.Count);
        Assert.StartsWith("312 more cues end before they start", document.Warnings[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Speech_with_an_arrow_in_it_is_speech()
    {
        var document = Read("WEBVTT\n\n00:01.000 --> 00:02.000\n02:34.567 --> that is when it fired\n");

        Assert.Equal(["-: 02:34.567 --> that is when it fired"], Turns(document));
    }

    [Fact]
    public void Where_the_blank_line_is_missing_the_next_id_is_not_spoken()
    {
        var document = Read(
            "WEBVTT\n1\n00:00:01.000 --> 00:00:02.000\n<v A>one\n2\n00:00:03.000 --> 00:00:04.000\n<v B>two\nabc-1/15-0\n00:00:05.000 --> 00:00:06.000\n<v B>three\n");

        Assert.Equal(["A: one", "B: two three"], Turns(document));
    }

    [Fact]
    public void A_spoken_last_line_before_a_time_is_not_an_id()
    {
        var document = Read("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v A>I think\nyes\n00:00:03.000 --> 00:00:04.000\n<v B>two\n");

        Assert.Equal(["A: I think yes", "B: two"], Turns(document));
    }

    [Fact]
    public void Words_behind_a_blank_line_stay_with_the_cue_before()
    {
        var document = Read("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHow many?\n\n42\nor so.\n\n00:00:03.000 --> 00:00:04.000\nYes.\n");

        Assert.Equal("How many? 42 or so. Yes.", document.Text);
        Assert.Equal("line 6", Assert.Single(document.Warnings).Place);
    }

    [Fact]
    public void A_second_file_put_behind_the_first_is_not_mixed_into_it()
    {
        var document = Read(
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v A>one</v>\n\n00:00:30.000 --> 00:00:31.000\n<v B>two</v>\n\n"
            + "WEBVTT\n\n00:00:01.500 --> 00:00:02.000\n<v B>three</v>\n");

        Assert.Equal(["A: one", "B: two", "B: three"], Turns(document));
        Assert.Equal("line 9", Assert.Single(document.Warnings).Place);
    }

    [Fact]
    public void A_file_that_ends_with_an_id_or_a_time_says_that_it_was_cut_off()
    {
        var id = Read("WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v A>one</v>\n\n2");
        var time = Read("WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v A>one</v>\n\n2\n00:00:03.000 --> 00:00:04.000");

        Assert.All([id, time], document =>
        {
            Assert.Equal(["A: one"], Turns(document));
            Assert.Contains("ends in the middle of a cue", Assert.Single(document.Warnings).Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Entities_cannot_bring_in_line_ends_zeros_or_half_characters()
    {
        var document = Read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>a&#13;b&#0;c&#xD800;d&nbsp;e</v>\n");

        Assert.All(document.Text, c => Assert.False(c is '\r' or '\0' || char.IsSurrogate(c)));
        IsSound(document);
    }
}
