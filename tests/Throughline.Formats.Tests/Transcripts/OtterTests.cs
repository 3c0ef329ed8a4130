using Throughline.Formats.Transcripts;
using static Throughline.Formats.Tests.Transcripts.Reading;

namespace Throughline.Formats.Tests.Transcripts;

public sealed class OtterTests
{
    private static readonly string[] Export =
    [
        "Episode 12", "Fri, Mar 05, 2021 11:11AM • 45:12", "SUMMARY KEYWORDS", "work, link, people", "SPEAKERS", "Ana, Ben",
        "Ana  0:00", "What was it that made you", "Unknown Speaker  0:27", "stay, yes.", "Ana  0:31", "Stay on.", "And then?",
        "Transcribed by https://otter.ai",
    ];

    [Fact]
    public void In_Word_each_name_begins_a_turn_even_in_the_middle_of_a_sentence()
    {
        var document = OtterWord.TryRead(Docx.OfParagraphs(Export), Limits);

        Assert.NotNull(document);
        Assert.Equal("Otter in Word", document.Kind);
        Assert.Equal(["Ana: What was it that made you", "Unknown Speaker: stay, yes.", "Ana: Stay on.\nAnd then?"], Turns(document));
        Assert.Equal([0L, 27000L, 31000L], document.Turns.Select(turn => turn.StartMs));
        IsSound(document);
    }

    [Fact]
    public void As_text_it_reads_the_same()
    {
        var text = string.Join("\r\n", Export.Select((line, i) => i is 7 or 9 or 11 ? $"{line}\r\n" : i is 6 or 8 or 10 ? $"{line}  " : line));

        var document = TranscriptReading.TryRead("talk.txt", Utf8(text), Limits);

        Assert.NotNull(document);
        Assert.Equal("Otter transcript", document.Kind);
        Assert.Equal("What was it that made you\nstay, yes.\nStay on.\nAnd then?", document.Text);
        Assert.Equal(["Ana", "Unknown Speaker", "Ana"], document.Turns.Select(turn => turn.Speaker));
    }

    [Fact]
    public void Footer_and_key_words_are_left_out_and_told()
    {
        var document = OtterWord.TryRead(Docx.OfParagraphs(Export), Limits)!;

        Assert.DoesNotContain("otter", document.Text, StringComparison.OrdinalIgnoreCase);
        var message = Assert.Single(document.Warnings).Message;
        Assert.Contains("“SUMMARY KEYWORDS”", message, StringComparison.Ordinal);
        Assert.EndsWith("and 2 more lines.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_own_transcription_has_the_time_before_the_name()
    {
        var document = TranscriptReading.TryRead(
            "a.docx",
            Docx.OfParagraphs("Audio file", "talk.m4a", "Transcript", "00:00:02 Speaker 1", "How are you?", "00:00:09 Speaker 2", "Fine.", "00:01:00 Speaker 1", "Good."),
            Limits);

        Assert.Equal("Transcript in Word", document?.Kind);
        Assert.Equal(["Speaker 1: How are you?", "Speaker 2: Fine.", "Speaker 1: Good."], Turns(document!)[^3..]);
        Assert.Equal([2000L, 9000L, 60000L], document!.Turns.TakeLast(3).Select(turn => turn.StartMs));
    }

    [Fact]
    public void Times_without_names_are_turns_of_nobody()
    {
        var document = TranscriptReading.TryRead(
            "a.txt", Utf8("0:21  \nEverybody was growing apples.\n\n0:24\nThanks.\n\nTranscribed by https://otter.ai\n"), Limits);

        Assert.NotNull(document);
        Assert.Equal(["-: Everybody was growing apples.", "-: Thanks."], Turns(document));
        Assert.Equal([21000L, 24000L], document.Turns.Select(turn => turn.StartMs));
    }
}
