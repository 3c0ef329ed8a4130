using Throughline.Formats.Transcripts;
using static Throughline.Formats.Tests.Transcripts.Reading;

namespace Throughline.Formats.Tests.Transcripts;

public sealed class WhisperVttTests
{
    private static ReadDocument Read(string text) => WebVtt.Read(Utf8(text), Limits);

    [Fact]
    public void Title_notes_styles_and_regions_are_no_words()
    {
        var document = Read(
            "WEBVTT Interview 3 (draft)\nKind: captions\nLanguage: en\n\nNOTE\nTranscribed with a tool\nvers. 0.4\n\nSTYLE\n::cue { color: yellow }\n\n"
            + "REGION\nid:fred width:40%\n\nNOTE media: /home/me/a.mp3\n\n1\n00:00:00.000 --> 00:00:02.000 align:start position:10%\n<v S01>Good morning.\n");

        Assert.Equal("WebVTT transcript", document.Kind);
        Assert.Equal(["S01: Good morning."], Turns(document));
        Assert.Empty(document.Warnings);
    }

    [Fact]
    public void Voices_that_are_never_closed_end_with_their_cue()
    {
        var document = Read(
            "WEBVTT\n\n00:00.000 --> 00:01.000\n<v S01>How long (..) have you\n\n00:01.000 --> 00:02.000\n<v S01>been here?\n\n00:02.000 --> 00:03.000\n<v S02>Two years.\n");

        Assert.Equal(["S01: How long (..) have you been here?", "S02: Two years."], Turns(document));
        Assert.Empty(document.Warnings);
    }

    [Fact]
    public void Overlap_within_a_cue_goes_to_whoever_spoke_it()
    {
        var document = Read(
            "WEBVTT\n\n00:00.000 --> 00:05.000\n<v S01>I think so //S02: mhm// and then we went.\n\n00:05.000 --> 00:06.000\n<v S02>Right.\n");

        Assert.Equal(["S01: I think so", "S02: mhm", "S01: and then we went.", "S02: Right."], Turns(document));
        IsSound(document);
    }

    [Fact]
    public void Overlap_in_a_cue_of_its_own_ends_with_the_slashes_of_the_next()
    {
        var document = Read(
            "WEBVTT\n\n00:00.000 --> 00:02.000\n<v S01>I think so\n\n00:02.000 --> 00:03.000\n<v //S02>//S02: mhm\n\n00:03.000 --> 00:04.000\n<v S01>// and then.\n\n"
            + "00:04.000 --> 00:05.000\n<v //S02>//S02: yes//\n\n00:05.000 --> 00:06.000\n<v S03>New here.\n");

        Assert.Equal(["S01: I think so", "S02: mhm", "S01: and then.", "S02: yes", "S03: New here."], Turns(document));
    }

    [Fact]
    public void Slashes_that_mark_nothing_stay()
    {
        var document = Read("WEBVTT\n\n00:00.000 --> 00:02.000\n<v S01>See https://example.org/a //Todo: later\n");

        Assert.Equal(["S01: See https://example.org/a //Todo: later"], Turns(document));
    }

    [Fact]
    public void Dress_is_taken_off_and_what_the_transcriber_put_in_brackets_stays()
    {
        var document = Read(
            "WEBVTT\n\n00:00.000 --> 00:02.000\n<v.loud Ana><c.yellow>Great</c>, <lang pt-BR>olá</lang> <i>so</i><00:00:01.500> <b>3</b> < 4 <laughs> {\\an8}end</v>\n");

        Assert.Equal(["Ana: Great, olá so 3 < 4 <laughs> end"], Turns(document));
    }

    [Fact]
    public void Two_voices_in_one_cue_are_two_turns()
    {
        var document = Read("WEBVTT\n\n00:00.000 --> 00:02.000\n<v A>Yes.\n<v B>No.\n");

        Assert.Equal(["A: Yes.", "B: No."], Turns(document));
        Assert.All(document.Turns, turn => Assert.Equal((0L, 2000L), (turn.StartMs, turn.EndMs)));
    }

    [Fact]
    public void The_podcast_example_joins_what_each_says()
    {
        var document = WebVtt.Read(Fixtures.Bytes("transcripts/example.vtt"), Limits);

        Assert.Equal(["Sarah", "Gillian"], document.Turns.Select(turn => turn.Speaker));
        Assert.Contains("Podcasting Q&A, where you learn the best tips", document.Text, StringComparison.Ordinal);
        Assert.Equal(5, document.Turns[0].Fragments.Count);
        IsSound(document);
    }
}
