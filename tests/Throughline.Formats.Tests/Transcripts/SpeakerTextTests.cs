using Throughline.Formats.Transcripts;
using static Throughline.Formats.Tests.Transcripts.Reading;

namespace Throughline.Formats.Tests.Transcripts;

public sealed class SpeakerTextTests
{
    private static ReadDocument Read(string text)
    {
        var document = SpeakerText.TryRead(Utf8(text), Limits);
        Assert.NotNull(document);
        IsSound(document);
        return document;
    }

    [Fact]
    public void Names_with_a_colon_are_speakers_and_further_lines_are_theirs()
    {
        var document = Read("Interviewer: How did you start?\nP01: By chance.\nReally: by chance.\n\nIt was a friend.\n\nInterviewer: I see.\n");

        Assert.Equal("Transcript", document.Kind);
        Assert.Equal(
            ["Interviewer: How did you start?", "P01: By chance.\nReally: by chance.\nIt was a friend.", "Interviewer: I see."],
            Turns(document));
        Assert.All(document.Turns, turn => Assert.Null(turn.StartMs));
    }

    [Theory]
    [InlineData("[00:12:31] Ana: One.\n[00:12:40] Ben: Two.\n[00:13:00] Ana: Three.\n", 751000, 780000)]
    [InlineData("[12:31.250] Ana: One.\n[12:40.000] Ben: Two.\n[13:00.000] Ana: Three.\n", 751250, 780000)]
    [InlineData("00:12:31\tAna:\tOne.\n00:12:40\tBen:\tTwo.\n00:13:00\tAna:\tThree.\n", 751000, 780000)]
    [InlineData("Ana [00:12:31]: One.\nBen [00:12:40]: Two.\nAna [00:13:00]: Three.\n", 751000, 780000)]
    [InlineData("Ana (12:31):\nOne.\n\nBen (12:40):\nTwo.\n\nAna (13:00):\nThree.\n", 751000, 780000)]
    [InlineData("Ana 00:12:31\nOne.\n\nBen 00:12:40\nTwo.\n\nAna 00:13:00\nThree.\n", 751000, 780000)]
    public void Times_before_behind_and_over_the_words_are_kept(string text, long first, long last)
    {
        var document = Read(text);

        Assert.Equal(["Ana: One.", "Ben: Two.", "Ana: Three."], Turns(document));
        Assert.Equal((first, last), (document.Turns[0].StartMs, document.Turns[2].StartMs));
    }

    [Fact]
    public void A_range_gives_the_end_as_well()
    {
        var document = Read("[00:01.000 --> 00:02.500] Ana: One.\n[00:03.000 --> 00:04.000] Ben: Two.\n[00:05.000 --> 00:06.000] Ana: Three.\n");

        Assert.Equal((1000L, 2500L), (document.Turns[0].StartMs, document.Turns[0].EndMs));
    }

    [Fact]
    public void A_slip_in_a_typed_time_moves_nothing()
    {
        var document = Read("[00:12:31] Ana: One.\n[00:02:40] Ben: Two.\n[00:13:00] Ana: Three.\n");

        Assert.Equal(["Ana: One.", "Ben: Two.", "Ana: Three."], Turns(document));
        Assert.Empty(document.Warnings);
    }

    [Fact]
    public void What_tells_of_the_interview_is_kept_but_said_by_nobody()
    {
        var document = Read(
            "Participant: P07\nDate: 12 March 2024\nLocation: Leeds\n\nInterviewer: Shall we begin with the photographs that you brought along?\n"
            + "Participant: Yes, of course. This is the bench outside the surgery.\nInterviewer: Why this one?\nParticipant: It rains there.\n");

        Assert.Equal(["-", "Interviewer", "Participant", "Interviewer", "Participant"], document.Turns.Select(turn => turn.Speaker ?? "-"));
        Assert.Equal("Participant: P07\nDate: 12 March 2024\nLocation: Leeds", document.Text[..document.Turns[0].End]);
    }

    [Theory]
    [InlineData("Just a note to myself.\nNothing else.")]
    [InlineData("Apple: a fruit\nPear: a fruit\nCarrot: a root\nLeek: a stem\n")]
    [InlineData("Interviewer: Hello.\nP01: Hello.\n")]
    [InlineData("Note: call back.\nNote: buy film.\nNote: ask the practice.\n")]
    [InlineData("To do\n- Ring Tom: today\n- Ring Ann: tomorrow\n")]
    [InlineData("")]
    public void What_is_not_surely_a_conversation_is_left_to_be_plain_text(string text) =>
        Assert.Null(SpeakerText.TryRead(Utf8(text), Limits));

    [Fact]
    public void A_conversation_quoted_in_a_long_note_does_not_make_it_a_transcript()
    {
        var note = string.Concat(Enumerable.Range(0, 30).Select(i => $"Observation {i}. People came and went, and nobody spoke to the clerk.\n\n"));

        Assert.Null(SpeakerText.TryRead(Utf8(note + "Ana: Hi.\nBen: Hi.\nAna: Bye.\nBen: Bye.\n"), Limits));
    }

    [Fact]
    public void Notes_before_a_conversation_that_outweigh_it_keep_their_form()
    {
        var notes = string.Concat(Enumerable.Range(0, 3).Select(i => $"{i}. {new string('x', 400)}\n\n"));
        var talk = string.Concat(Enumerable.Range(0, 8).Select(i => $"{(i % 2 == 0 ? "Ana" : "Ben")}: Something was said, number {i}.\n\n"));

        Assert.Null(SpeakerText.TryRead(Utf8(notes + talk), Limits));
        Assert.NotNull(SpeakerText.TryRead(Utf8(talk), Limits));
    }

    [Fact]
    public void Names_at_the_top_of_a_long_text_without_blank_lines_are_not_enough()
    {
        var prose = string.Concat(Enumerable.Range(0, 300).Select(i => $"Line {i} of something that nobody said to anybody.\n"));

        Assert.Null(SpeakerText.TryRead(Utf8($"Ana: Hi.\nBen: Hi.\nAna: Bye.\nBen: Bye.\n{prose}"), Limits));
    }

    [Fact]
    public void A_transcript_typed_in_Word_is_one_as_well()
    {
        var document = TranscriptReading.TryRead(
            "a.docx", Docx.OfParagraphs("Interviewer: How did you start?", "P01: By chance.", "It was a friend.", "Interviewer: I see.", "P01: Yes."), Limits);

        Assert.Equal("Transcript in Word", document?.Kind);
        Assert.Equal(["Interviewer: How did you start?", "P01: By chance.\nIt was a friend.", "Interviewer: I see.", "P01: Yes."], Turns(document!));
    }

    [Fact]
    public void Field_notes_are_not_taken_for_transcripts()
    {
        foreach (var file in Fixtures.Files("interviews/code-review", "P1R*.txt"))
            Assert.Null(SpeakerText.TryRead(File.ReadAllBytes(file), Limits));
    }
}
