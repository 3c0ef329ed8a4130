using Throughline.Formats.Transcripts;
using static Throughline.Formats.Tests.Transcripts.Reading;

namespace Throughline.Formats.Tests.Transcripts;

public sealed class TeamsWordTests
{
    private static ReadDocument Read(byte[] bytes)
    {
        var document = TeamsWord.TryRead(bytes, Limits);
        Assert.NotNull(document);
        IsSound(document);
        return document;
    }

    [Fact]
    public void A_paragraph_is_a_turn_with_its_name_and_time_over_the_words()
    {
        var document = Read(Docx.OfBody(
            Docx.Paragraph("Interview with P07-20260615_133555-Meeting Transcript")
            + Docx.Paragraph("15 June 2026, 03:35am") + Docx.Paragraph("1h 27m 42s")
            + Docx.Paragraph("Hannah Osei started transcription")
            + Docx.TeamsTurn("Osei, Hannah   0:04", "Could you tell me\nhow you came to this?")
            + Docx.TeamsTurn("P07   1:02:03", "Yes. At 10:30 & so on.")
            + Docx.TeamsTurn("Osei, Hannah   1:02:09", "Thank you.")
            + Docx.Paragraph("Hannah Osei stopped transcription")));

        Assert.Equal("Teams in Word", document.Kind);
        Assert.Equal(
            ["Osei, Hannah: Could you tell me how you came to this?", "P07: Yes. At 10:30 & so on.", "Osei, Hannah: Thank you."],
            Turns(document));
        Assert.Equal([4000L, 3723000L, 3729000L], document.Turns.Select(turn => turn.StartMs));
        Assert.All(document.Turns, turn => Assert.Null(turn.EndMs));
    }

    [Fact]
    public void Faces_are_counted_and_their_offsets_do_not_leak_into_the_words()
    {
        var document = Read(Docx.OfBody(
            Docx.TeamsTurn("Ana   0:04", "One.") + Docx.TeamsTurn("Ben   0:09", "Two.") + Docx.TeamsTurn("Ana   0:12", "Three.")));

        Assert.Equal("One.\nTwo.\nThree.", document.Text);
        Assert.Equal("3 pictures were left out.", Assert.Single(document.Warnings).Message);
    }

    [Fact]
    public void What_nobody_said_is_left_out_and_told()
    {
        var document = Read(Docx.OfBody(
            Docx.Paragraph("Weekly talk") + Docx.Paragraph("15 June 2026") + Docx.Paragraph("Nick Miller started transcription")
            + Docx.TeamsTurn("Ana   0:04", "One.") + Docx.TeamsTurn("Ben   0:09", "Two.")));

        var message = document.Warnings.Single(warning => warning.Message.StartsWith("Left out", StringComparison.Ordinal)).Message;
        Assert.Contains("“Weekly talk”", message, StringComparison.Ordinal);
        Assert.Contains("“15 June 2026”", message, StringComparison.Ordinal);
        Assert.Contains("“Nick Miller started transcription”", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_researcher_typed_above_the_first_name_is_kept()
    {
        var document = Read(Docx.OfBody(
            Docx.Paragraph("She was tired that day, and the line was bad.")
            + Docx.TeamsTurn("Ana   0:04", "One two three four five six seven eight nine ten.")
            + Docx.TeamsTurn("Ben   0:09", "Two.") + Docx.TeamsTurn("Ana   0:12", "Three.")));

        Assert.Equal("-: She was tired that day, and the line was bad.", Turns(document)[0]);
    }

    [Fact]
    public void A_caller_without_a_name_is_the_number_that_Teams_shows()
    {
        var document = Read(Docx.OfBody(
            Docx.TeamsTurn("07700 900123   0:04", "One.") + Docx.TeamsTurn("Ana   0:09", "Two.") + Docx.TeamsTurn("07700 900123   0:12", "Three.")));

        Assert.Equal(["07700 900123: One.", "Ana: Two.", "07700 900123: Three."], Turns(document));
    }

    [Fact]
    public void The_older_form_has_a_paragraph_per_cue()
    {
        var document = Read(Docx.OfParagraphs(
            "0:0:0.0 --> 0:0:1.510\nSome Body\nOK. Yeah.", "0:0:3.270 --> 0:0:4.250\nJames Bond\nUmm.",
            "0:0:6.90 --> 0:0:6.500\nJames Bond\nHello\nthere."));

        Assert.Equal("Teams in Word", document.Kind);
        Assert.Equal(["Some Body: OK. Yeah.", "James Bond: Umm. Hello there."], Turns(document));
        Assert.Equal((3270L, 6500L), (document.Turns[1].StartMs, document.Turns[1].EndMs));
        Assert.Equal(2, document.Turns[1].Fragments.Count);
    }

    [Fact]
    public void Text_that_stands_twice_or_was_struck_out_is_read_once_or_not()
    {
        var document = Read(Docx.OfBody(
            Docx.TeamsTurn("Ana   0:04", "One.")
            + "<w:p><w:r><w:t>Ben   0:09</w:t><w:br/></w:r><w:del><w:r><w:delText>gone </w:delText></w:r></w:del>"
            + "<w:moveFrom><w:r><w:t>moved </w:t></w:r></w:moveFrom><w:ins><w:r><w:t>put in</w:t><w:noBreakHyphen/><w:t>stead</w:t></w:r></w:ins>"
            + "<mc:AlternateContent><mc:Choice Requires=\"w14\"><w:r><w:t> once</w:t></w:r></mc:Choice>"
            + "<mc:Fallback><w:r><w:t> twice</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
            + Docx.TeamsTurn("Ana   0:12", "Three.")));

        Assert.Equal("Ben: put in-stead once", Turns(document)[1]);
    }

    [Fact]
    public void A_document_that_breaks_off_keeps_what_is_there()
    {
        var document = Read(Docx.OfXml(
            $"<w:document {Docx.Namespaces}><w:body>{Docx.TeamsTurn("Ana   0:04", "One.")}{Docx.TeamsTurn("Ben   0:09", "Two.")}"
            + $"{Docx.TeamsTurn("Ana   0:12", "Three.")}<w:p><w:r><w:t>Ben   0:19"));

        Assert.Equal("One.\nTwo.\nThree.", document.Text);
        Assert.Contains(document.Warnings, warning => warning.Message.StartsWith("The document breaks off", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("An ordinary report.", "It has paragraphs.", "It ends.")]
    [InlineData("Agenda", "Welcome   10:00", "Coffee, tea and biscuits.", "Talks   10:15", "Three of them.")]
    [InlineData("10:00 Welcome", "Coffee, tea and biscuits.", "10:30 Coffee", "Outside.", "11:30 Coffee", "Again.")]
    [InlineData("Contents", "Introduction   1", "Methods   12")]
    [InlineData("He started transcription.", "That was all.")]
    public void An_ordinary_document_is_not_a_transcript(params string[] paragraphs)
    {
        var bytes = Docx.OfParagraphs(paragraphs);

        Assert.Null(TeamsWord.TryRead(bytes, Limits));
        Assert.Null(OtterWord.TryRead(bytes, Limits));
    }
}
