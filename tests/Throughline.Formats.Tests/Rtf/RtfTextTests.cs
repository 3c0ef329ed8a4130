using System.Text;
using Throughline.Formats.Rtf;

namespace Throughline.Formats.Tests.Rtf;

public class RtfTextTests
{
    private static readonly ReadLimits Limits = new();

    private const string Interview = """
        {\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fnil\fcharset204 Times;}{\f2\fcharset2 Symbol;}}
        {\colortbl;\red0\green0\blue0;}{\stylesheet{\s1 heading 1;}}{\info{\title Not the text}{\author Nobody}}
        {\*\generator Writer 1;}\pard\plain\s1\b Interview with Zo\'eb\par
        \pard\b0 Interviewer:\tab How long?\line Take your time.\par
        P01: {\f1\'cf\'f0\'e8\'e2\'e5\'f2} and \u8364?5 and \u-10179?\u-8704? \lquote so\rquote\par
        }
        """;

    [Fact]
    public void Paragraphs_breaks_tabs_and_three_ways_of_writing_a_letter_are_read()
    {
        var document = Read(Interview);

        Assert.Equal(
            "Interview with Zoë\nInterviewer:\tHow long?\nTake your time.\nP01: Привет and €5 and \U0001F600 ‘so’",
            document.Text);
        Assert.Equal("Rich Text document", document.Kind);
        Assert.Empty(document.Warnings);
        Assert.Empty(document.Pages);
    }

    [Fact]
    public void Cells_stand_between_tabs_and_rows_on_lines()
    {
        var document = Read(@"{\rtf1\ansi Before\par\trowd a\cell\cell c\cell\row\trowd d\cell e\par f\cell g\cell\row\pard After\par}");

        Assert.Equal("Before\na\t\tc\nd\te\nf\tg\nAfter", document.Text);
    }

    [Fact]
    public void List_markers_are_kept_plain_and_signs_of_sign_fonts_become_characters()
    {
        var document = Read(
            @"{\rtf1\ansi{\fonttbl{\f2\fcharset2 Symbol;}}{\listtext\f2\'b7\tab}one\par{\listtext 2.\tab}two{\f2\'e0}\par}");

        Assert.Equal("• one\n2. two→", document.Text);
    }

    [Fact]
    public void Notes_stand_at_the_end_under_their_numbers()
    {
        var document = Read(@"{\rtf1\ansi One{\super\chftn}{\footnote {\super\chftn} First note} two{\footnote Second}.\par End}");

        Assert.Equal("One[1] two[2].\nEnd\n[1] First note\n[2] Second", document.Text);
    }

    [Fact]
    public void What_is_not_the_text_is_left_out_and_counted()
    {
        var document = Read(
            @"{\rtf1\ansi{\header Running head}A{\v secret}B{\deleted gone}C{\pict\wmetafile8 0102}D{\*\annotation remark}"
            + @"{\*\unheard of}E{\field{\*\fldinst PAGE}{\fldrslt 7}}{\*\shppict{\pict 00}}{\nonshppict{\pict 00}}}");

        Assert.Equal("ABCDE7", document.Text);
        Assert.Equal(
            [
                "A header or footer was left out.", "A stretch of hidden text was left out.",
                "A tracked deletion was left out. To keep its words, reject it in the word processor and import again.",
                "2 pictures were left out.", "A comment was left out.",
            ],
            document.Warnings.Select(w => w.Message));
        Assert.All(document.Warnings, w => Assert.StartsWith("paragraph ", w.Place, StringComparison.Ordinal));
    }

    [Fact]
    public void Text_boxes_are_read_once_and_their_properties_are_not()
    {
        var document = Read(
            @"{\rtf1\ansi A{\shp{\*\shpinst{\sp{\sn posh}{\sv 12345}}{\shptxt in the box\par}}{\shprslt in the box}}B\par}");

        Assert.Equal("Ain the box\nB", document.Text);
    }

    [Fact]
    public void Page_breaks_are_known()
    {
        var document = Read(@"{\rtf1\ansi One\page\par Two\par\page Three}");

        Assert.Equal([0, document.Text.IndexOf("Two", StringComparison.Ordinal), document.Text.IndexOf("Three", StringComparison.Ordinal)], document.Pages);
    }

    [Fact]
    public void A_page_may_begin_with_a_paragraph_and_a_list_marker_with_blanks()
    {
        var document = Read(@"{\rtf1\ansi One\par\pard\pagebb {\listtext\pard\plain  \u8226\'95\tab}Two\par}");

        Assert.Equal("One\n• Two", document.Text);
        Assert.Equal([0, 4], document.Pages);
    }

    [Fact]
    public void Binary_data_is_passed_over_whatever_it_holds()
    {
        var document = Read("{\\rtf1\\ansi A{\\pict\\bin5 }}}}}}B}");

        Assert.Equal("AB", document.Text);
    }

    [Fact]
    public void Replacement_characters_after_a_unicode_escape_are_skipped_as_many_as_the_file_says()
    {
        Assert.Equal("é-ü-ab", Read(@"{\rtf1\ansi\uc2\u233 ee-{\uc0\u252}-ab}").Text);
    }

    [Fact]
    public void East_Asian_letters_of_two_bytes_are_put_together()
    {
        Assert.Equal("日本A", Read(@"{\rtf1\ansi{\fonttbl{\f0\fcharset128 MS;}}\f0\'93\'fa\'96{\'7b}A}".Replace(@"{\'7b}", @"\'7b")).Text);
    }

    [Fact]
    public void A_file_that_breaks_off_is_read_and_says_so()
    {
        var document = Read(@"{\rtf1\ansi One\par Tw");

        Assert.Equal("One\nTw", document.Text);
        Assert.Equal("the end", Assert.Single(document.Warnings).Place);
    }

    [Theory]
    [InlineData("not rtf at all")]
    [InlineData(@"{\rtf1\ansi\par\par }")]
    public void Without_words_or_without_its_beginning_it_is_refused(string rtf)
    {
        var refusal = Assert.Throws<UnreadableFileException>(() => Read(rtf));

        Assert.NotEmpty(refusal.Remedy);
    }

    [Fact]
    public void A_million_open_groups_are_refused_for_their_depth()
    {
        var refusal = Assert.Throws<UnreadableFileException>(() => Read(@"{\rtf1" + new string('{', 1_000_000)));

        Assert.True(refusal.TooLarge);
    }

    [Fact]
    public void More_text_than_is_kept_is_refused()
    {
        var refusal = Assert.Throws<UnreadableFileException>(
            () => RtfText.Read(Encoding.ASCII.GetBytes(@"{\rtf1 0123456789 }"), Limits with { TextLength = 5 }));

        Assert.True(refusal.TooLarge);
    }

    [Fact]
    public void Damaged_files_are_read_or_refused() =>
        Mutations.AreReadOrRefused(Encoding.Latin1.GetBytes(Interview), bytes => RtfText.Read(bytes, Limits));

    private static ReadDocument Read(string rtf) => RtfText.Read(Encoding.Latin1.GetBytes(rtf), Limits);
}
