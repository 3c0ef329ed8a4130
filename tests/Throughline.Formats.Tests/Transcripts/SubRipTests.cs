using System.Text;
using Throughline.Formats.Transcripts;
using static Throughline.Formats.Tests.Transcripts.Reading;

namespace Throughline.Formats.Tests.Transcripts;

public sealed class SubRipTests
{
    private static ReadDocument Read(string text) => SubRip.Read(Utf8(text), Limits);

    [Fact]
    public void Times_with_a_comma_tags_and_names_are_understood()
    {
        var document = Read(
            "1\n00:00:01,000 --> 00:00:02,500\nInterviewer: <i>How</i> are\nyou?\n\n2\n00:00:03,000 --> 00:00:04,000\nP01: <font color=\"#fff\">Fine</font>.\n\n"
            + "3\n00:00:05,000 --> 00:00:06,000\nInterviewer: Good.\n");

        Assert.Equal("Subtitles", document.Kind);
        Assert.Equal(["Interviewer: How are you?", "P01: Fine.", "Interviewer: Good."], Turns(document));
        Assert.Equal((1000L, 2500L), (document.Turns[0].StartMs, document.Turns[0].EndMs));
    }

    [Theory]
    [InlineData(1250, "Zażółć gęślą jaźń, powiedziała młoda kobieta. Świetnie.")]
    [InlineData(1250, "Příliš žluťoučký kůň úpěl ďábelské ódy, řekla. Děti čekají.")]
    [InlineData(1250, "Árvíztűrő tükörfúrógép, mondta az asszony. Jó reggelt, köszönöm.")]
    [InlineData(1251, "Съешь же ещё этих мягких французских булок, да выпей чаю.")]
    [InlineData(1251, "Жебракують філософи при ґанку церкви в Гадячі, ще й шатро їхнє п’яне.")]
    [InlineData(1252, "Le cœur déçu mais l’âme plutôt naïve, Louÿs rêva de crapaüter en canoë.")]
    [InlineData(1252, "Ich heiße Jürgen, sagte er, und fühle mich größer als früher.")]
    [InlineData(1252, "El señor dijo que mañana irá a España. ¿Qué más? Adiós.")]
    [InlineData(1252, "På søndag går vi på café, sagde han, og så spiser vi rødgrød.")]
    [InlineData(1252, "Não há informações sobre a situação; os corações estão aqui às três.")]
    [InlineData(1252, "She said “I can’t” and “I won’t”.")]
    public void A_Windows_code_page_is_recognised_by_its_letters(int codePage, string words)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!;
        var bytes = encoding.GetBytes($"1\r\n00:00:01,000 --> 00:00:02,000\r\n{words}\r\n");

        var document = SubRip.Read(bytes, Limits);

        Assert.Equal(words, document.Text);
        Assert.StartsWith($"Read as Windows-{codePage}: ", Assert.Single(document.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_stands_only_where_the_speaker_changes_holds_until_the_next()
    {
        var cues = new[] { "Travis: One", "two", "three", "Sarah: Four", "five", "six", "Travis: Seven", "eight", "nine", "ten" };
        var document = Read(string.Concat(cues.Select((cue, i) => $"{i + 1}\n00:00:{i:00},000 --> 00:00:{i:00},900\n{cue}\n\n"))
            + "11\n00:00:20,000 --> 00:00:21,000\nSarah: Eleven\n\n");

        Assert.Equal(["Travis: One two three", "Sarah: Four five six", "Travis: Seven eight nine ten", "Sarah: Eleven"], Turns(document));
        Assert.Contains("7 cues without a name were given to the speaker named last", Assert.Single(document.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_speakers_in_one_cue_are_parted()
    {
        var document = Read(
            "1\n00:00:01,000 --> 00:00:02,000\nAna: Hi.\nBen: Hello.\n\n2\n00:00:03,000 --> 00:00:04,000\nAna: So.\n\n3\n00:00:05,000 --> 00:00:06,000\nBen: Yes.\n");

        Assert.Equal(["Ana: Hi.", "Ben: Hello.", "Ana: So.", "Ben: Yes."], Turns(document));
    }

    [Fact]
    public void Numbers_that_start_again_begin_a_second_recording()
    {
        var document = Read(
            "1\n00:00:01,000 --> 00:00:02,000\nfirst\n\n2\n00:10:00,000 --> 00:10:01,000\nlast of the first\n\n1\n00:00:01,500 --> 00:00:02,000\nsecond\n");

        Assert.Equal("first\nlast of the first\nsecond", document.Text);
        Assert.Equal("line 10", Assert.Single(document.Warnings).Place);
    }

    [Fact]
    public void A_real_file_with_three_speakers_keeps_every_word()
    {
        var bytes = Fixtures.Bytes("transcripts/example.srt");
        var document = SubRip.Read(bytes, Limits);

        Assert.Equal(["Gilon", "Sarah", "Travis"], document.Turns.Select(turn => turn.Speaker!).Distinct().Order());
        Assert.Equal(10, document.Turns.Count);
        var raw = Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n").Split('\n')
            .Where(line => line.Length > 0 && !line.Contains("-->", StringComparison.Ordinal) && !line.All(char.IsAsciiDigit))
            .Select(line => line.Replace("Travis:", "", StringComparison.Ordinal).Replace("Sarah:", "", StringComparison.Ordinal).Replace("Gilon:", "", StringComparison.Ordinal));
        Assert.Equal(Words(string.Join(' ', raw)), Words(document.Text));
        IsSound(document);
    }
}
