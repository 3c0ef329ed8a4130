using Throughline.Formats.Transcripts;
using static Throughline.Formats.Tests.Transcripts.Reading;

namespace Throughline.Formats.Tests.Transcripts;

public sealed class ZoomVttTests
{
    private static ReadDocument Read(params string[] cues) => WebVtt.Read(
        Utf8("WEBVTT\r\n\r\n" + string.Concat(cues.Select((cue, i) =>
            $"{i + 1}\r\n00:{i:00}:00.000 --> 00:{i:00}:05.000\r\n{cue}\r\n\r\n"))),
        Limits);

    [Fact]
    public void The_name_before_the_colon_is_the_speaker_and_no_part_of_the_text()
    {
        var document = Read("Andrew Knight: Okay, so we're recording.", "Ringo Starr: Oh, nice.", "Andrew Knight: Yes.");

        Assert.Equal("Zoom transcript", document.Kind);
        Assert.Equal(["Andrew Knight: Okay, so we're recording.", "Ringo Starr: Oh, nice.", "Andrew Knight: Yes."], Turns(document));
        Assert.DoesNotContain("Knight", document.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("so here is the thing: we left.")]
    [InlineData("Question: what did you do next?")]
    [InlineData("It starts at 10:30 sharp.")]
    [InlineData("https://example.org/a is the page.")]
    [InlineData("I told her that I would never, ever: not once.")]
    public void A_colon_in_speech_names_nobody(string words)
    {
        var document = Read("Andrew Knight: One.", words, "Andrew Knight: Two.", "Ringo Starr: Three.", "Andrew Knight: Four.");

        Assert.Equal($"-: {words}", Turns(document)[1]);
        var warning = Assert.Single(document.Warnings);
        Assert.Equal("cue 2, line 8", warning.Place);
    }

    [Fact]
    public void Only_the_first_colon_parts_the_name_from_the_words()
    {
        var document = Read("Andrew Knight: Remember: be kind.", "Ringo Starr: Yes.", "Andrew Knight: Good.");

        Assert.Equal("Andrew Knight: Remember: be kind.", Turns(document)[0]);
    }

    [Fact]
    public void A_file_without_names_becomes_paragraphs_at_pauses()
    {
        var document = WebVtt.Read(
            Utf8("WEBVTT\n\n00:00.000 --> 00:04.000\nThis is the first\n\n00:04.000 --> 00:06.000\npart of it.\n\n00:09.000 --> 00:10.000\nAfter a pause.\n"),
            Limits);

        Assert.Equal(["-: This is the first part of it.", "-: After a pause."], Turns(document));
        Assert.Equal(2, document.Turns[0].Fragments.Count);
        Assert.Empty(document.Warnings);
        IsSound(document);
    }

    [Fact]
    public void A_real_Zoom_file_keeps_every_word_and_every_speaker()
    {
        var bytes = Fixtures.Bytes("transcripts/zoomGroupStats_meeting001_transcript.vtt");
        var document = WebVtt.Read(bytes, Limits);

        Assert.Equal("Zoom transcript", document.Kind);
        Assert.Equal(
            ["Andrew Knight", "George Harrison", "John Lennon", "Paul McCartney", "Ringo Starr"],
            document.Turns.Where(turn => turn.Speaker is not null).Select(turn => turn.Speaker!).Distinct().Order());
        Assert.Equal(["And that", "Yes. Okay."], document.Turns.Where(turn => turn.Speaker is null)
            .Select(turn => document.Text[turn.Start..turn.End]));
        var raw = System.Text.Encoding.UTF8.GetString(bytes).Split("\r\n")
            .Where(line => line.Length > 0 && !line.Contains("-->", StringComparison.Ordinal) && !line.All(char.IsAsciiDigit))
            .Skip(1)
            .Select(line => document.Turns.Select(turn => turn.Speaker).Distinct()
                .Aggregate(line, (rest, name) => name is not null && rest.StartsWith($"{name}: ", StringComparison.Ordinal) ? rest[(name.Length + 2)..] : rest));
        Assert.Equal(Words(string.Join(' ', raw)), Words(document.Text));
        Assert.Equal(300, document.Turns.Sum(turn => Math.Max(1, turn.Fragments.Count)));
        Assert.Equal("cue 34, line 136", Assert.Single(document.Warnings).Place);
        IsSound(document);
    }
}
