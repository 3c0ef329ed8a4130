using Throughline.Formats.Transcripts;
using static Throughline.Formats.Tests.Transcripts.Reading;

namespace Throughline.Formats.Tests.Transcripts;

public sealed class TeamsVttTests
{
    private const string Id = "3f1c2a9e-1b7d-4c6e-9a51-0d2f8e7b6c11";

    private static ReadDocument Read(string text) => WebVtt.Read(Utf8(text), Limits);

    [Fact]
    public void A_voice_wrapped_over_two_lines_is_one_stretch_of_words()
    {
        var document = Read(
            $"WEBVTT\r\n\r\n{Id}/12-0\r\n00:00:03.120 --> 00:00:05.480\r\n<v Ana Pérez>Morning everyone,\r\nlet&apos;s start</v>\r\n\r\n"
            + $"{Id}/15-0\r\n00:00:09.100 --> 00:00:12.000\r\n<v Ben O'Neil>Sounds good.</v>\r\n");

        Assert.Equal("Teams transcript", document.Kind);
        Assert.Equal(["Ana Pérez: Morning everyone, let's start", "Ben O'Neil: Sounds good."], Turns(document));
        Assert.Equal((3120L, 5480L), (document.Turns[0].StartMs, document.Turns[0].EndMs));
        Assert.Empty(document.Warnings);
        IsSound(document);
    }

    [Fact]
    public void Fragments_of_one_turn_are_joined_whatever_the_silence_between_them()
    {
        var document = Read(
            $"WEBVTT\n\n{Id}/13-0\n00:00:01.000 --> 00:00:02.000\n<v Ana>Well,</v>\n\n{Id}/13-1\n00:01:02.000 --> 00:01:03.000\n<v Ana>yes.</v>\n\n"
            + $"{Id}/14-0\n00:02:00.000 --> 00:02:01.000\n<v Ana>Later.</v>\n");

        Assert.Equal(["Ana: Well, yes.", "Ana: Later."], Turns(document));
        Assert.Equal(
            [new ReadFragment(0, 5, 1000, 2000), new ReadFragment(6, 10, 62000, 63000)],
            document.Turns[0].Fragments);
        Assert.Empty(document.Turns[1].Fragments);
        IsSound(document);
    }

    [Fact]
    public void A_turn_stays_whole_when_others_speak_between_its_fragments()
    {
        var document = Read(
            $"WEBVTT\n\n{Id}/11-0\n00:00:03.833 --> 00:00:10.338\n<v Mariana>So the question was whether a class,</v>\n\n"
            + $"{Id}/10-0\n00:00:04.153 --> 00:00:05.193\n<v Joana>Next time.</v>\n\n"
            + $"{Id}/13-0\n00:00:07.233 --> 00:00:11.357\n<v Joana>We'll go ahead.</v>\n\n"
            + $"{Id}/11-1\n00:00:10.338 --> 00:00:15.353\n<v Mariana>whether a teacher would have more than one.</v>\n");

        Assert.Equal(
            [
                "Mariana: So the question was whether a class, whether a teacher would have more than one.",
                "Joana: Next time. We'll go ahead.",
            ],
            Turns(document));
        Assert.Equal((3833L, 15353L), (document.Turns[0].StartMs, document.Turns[0].EndMs));
        Assert.Empty(document.Warnings);
        IsSound(document);
    }

    [Fact]
    public void A_cue_without_a_name_belongs_to_the_speaker_of_its_turn()
    {
        var document = Read(
            $"WEBVTT\n\n{Id}/1-0\n00:00:01.000 --> 00:00:02.000\n<v Ana>I said</v>\n\n{Id}/1-1\n00:00:02.000 --> 00:00:03.000\nthat already.\n");

        Assert.Equal(["Ana: I said that already."], Turns(document));
        Assert.Empty(document.Warnings);
    }

    [Fact]
    public void Cues_without_a_name_are_kept_without_a_speaker_and_told_once()
    {
        var document = Read(
            $"WEBVTT\n\n{Id}/1-0\n00:00:01.000 --> 00:00:02.000\n<v Ana>Hello.</v>\n\n{Id}/2-0\n00:02:30.000 --> 00:02:31.000\nAnd that.\n\n"
            + $"{Id}/3-0\n00:02:32.000 --> 00:02:33.000\nYes.\n");

        Assert.Equal(["Ana: Hello.", "-: And that.", "-: Yes."], Turns(document));
        var warning = Assert.Single(document.Warnings);
        Assert.Equal("cue 2, line 8", warning.Place);
        Assert.Contains("2 places: cue 2 (02:30), cue 3 (02:32)", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unpadded_times_count_milliseconds_behind_the_point()
    {
        var document = Read(
            "WEBVTT\n    \n0:0:0.0 --> 0:0:1.250\n<v Shan, Jialin (Student)>So.</v>\n\n0:0:6.90 --> 0:0:6.500\n<v Bouchard, Tiffany>Hello.</v>\n");

        Assert.Equal(["Shan, Jialin (Student): So.", "Bouchard, Tiffany: Hello."], Turns(document));
        Assert.Equal((0L, 1250L), (document.Turns[0].StartMs, document.Turns[0].EndMs));
        Assert.Equal((6090L, 6500L), (document.Turns[1].StartMs, document.Turns[1].EndMs));
        Assert.Empty(document.Warnings);
    }

    [Fact]
    public void Padded_times_with_two_digits_behind_the_point_are_hundredths()
    {
        var document = Read("WEBVTT\n\n00:00:06.50 --> 00:00:06.90\n<v Ana>So.</v>\n");

        Assert.Equal((6500L, 6900L), (document.Turns[0].StartMs, document.Turns[0].EndMs));
    }

    [Fact]
    public void Overlapping_and_unordered_cues_are_put_in_order_and_it_is_said()
    {
        var document = Read(
            "WEBVTT\n\n00:00:08.000 --> 00:00:09.000\n<v B>second</v>\n\n00:00:01.000 --> 00:00:08.500\n<v A>first</v>\n\n"
            + "00:00:09.000 --> 00:00:10.000\n<v A>third</v>\n");

        Assert.Equal(["A: first", "B: second", "A: third"], Turns(document));
        var warning = Assert.Single(document.Warnings);
        Assert.Equal("cue 2, line 6", warning.Place);
        Assert.Contains("out of the order of time", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_decoded_like_the_words()
    {
        var document = Read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v R&amp;D Room>Q1 is &lt;done&gt; &#128512;</v>\n");

        Assert.Equal(["R&D Room: Q1 is <done> 😀"], Turns(document));
    }

    [Fact]
    public void The_same_speaker_after_ten_seconds_begins_a_new_turn()
    {
        var document = Read(
            "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n<v A>one</v>\n\n00:00:11.000 --> 00:00:12.000\n<v A>two</v>\n\n"
            + "00:00:22.001 --> 00:00:23.000\n<v A>three</v>\n");

        Assert.Equal(["A: one two", "A: three"], Turns(document));
    }

    [Fact]
    public void A_file_cut_off_in_a_tag_keeps_what_is_there()
    {
        var document = Read(
            "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n<v Ana>one</v>\n\n00:00:02.000 --> 00:00:03.000\n<v Ana>two and then somebo");

        Assert.Equal(["Ana: one two and then somebo"], Turns(document));
        var warning = Assert.Single(document.Warnings);
        Assert.Equal("cue 2, line 6", warning.Place);
        Assert.Contains("ends in the middle", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_older_Teams_file_keeps_names_with_commas_and_brackets()
    {
        var document = WebVtt.Read(Fixtures.Bytes("transcripts/teams-2022-no-cue-ids.vtt"), Limits);

        Assert.Equal("Teams transcript", document.Kind);
        Assert.Equal(
            ["Interviewer, First", "Speaker, First (Student)"], document.Turns.Select(turn => turn.Speaker!).Distinct().Order());
        Assert.Equal("OK?", document.Text[document.Turns[1].Start..document.Turns[1].End]);
        Assert.Equal((8070L, 8620L), (document.Turns[1].StartMs, document.Turns[1].EndMs));
        Assert.EndsWith("Oh, right.", document.Text, StringComparison.Ordinal);
        Assert.Empty(document.Warnings);
        IsSound(document);
    }
}
