using System.Text;
using Throughline.Formats.Html;

namespace Throughline.Formats.Tests.Html;

public class HtmlTextTests
{
    private static readonly ReadLimits Limits = new();

    [Fact]
    public void Blocks_are_lines_and_runs_of_white_space_are_one_space()
    {
        var document = Read("<div>One\n  two <b>three</b>&amp; four</div>text<p>five&nbsp; six<br>seven<br><br>eight</p>");

        Assert.Equal("One two three& four\ntext\nfive\u00A0 six\nseven\n\neight", document.Text);
        Assert.False(document.IsTranscript);
    }

    [Fact]
    public void What_is_run_styled_or_hidden_is_dropped()
    {
        var document = Read(
            "<style>p{}</style><script>alert(1)</script><p>Seen<noscript>no</noscript><template>t</template></p>"
            + "<p hidden>not seen</p><p style='color:red; display : none'>nor this</p><iframe src='http://x'>x</iframe>");

        Assert.Equal("Seen", document.Text);
        Assert.Contains(document.Warnings, w => w.Message == "2 stretches of hidden text were left out.");
        Assert.Contains(document.Warnings, w => w.Message.StartsWith("An embedded file", StringComparison.Ordinal));
    }

    [Fact]
    public void Lists_have_plain_markers_and_tables_tabs()
    {
        var document = Read(
            "<ul><li>a<ul><li>b</ul><li>c</ul><ol start=3><li>d<li>e</ol>"
            + "<table><tr><th>Who<th>What<tr><td>P01<td><p>one<p>two</table>after");

        Assert.Equal("• a\n  • b\n• c\n3. d\n4. e\nWho\tWhat\nP01\tone\ntwo\nafter", document.Text);
    }

    [Fact]
    public void Preformatted_text_keeps_its_lines_and_spaces() =>
        Assert.Equal("a  b\n\n  c\nd", Read("<pre>\na  b\n\n  c</pre>d").Text);

    [Theory]
    [InlineData("<title>Transcript</title><p>x", "Transcript\nx")]
    [InlineData("<title>Transcript</title><h1>Head</h1>x", "Head\nx")]
    public void The_title_is_the_first_line_only_without_a_top_heading(string html, string text) =>
        Assert.Equal(text, Read(html).Text);

    [Fact]
    public void Texts_of_pictures_stand_in_brackets()
    {
        var document = Read("<p>See <img src=x alt='a dog'> and <img src=y>.");

        Assert.Equal("See [a dog] and .", document.Text);
        Assert.Equal("2 pictures were left out.", Assert.Single(document.Warnings).Message);
    }

    [Fact]
    public void A_declared_encoding_is_followed_where_the_bytes_are_not_utf8()
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding("windows-1251")!
            .GetBytes("<html><head><meta http-equiv='Content-Type' content='text/html; charset=windows-1251'><body><p>Привет");

        Assert.Equal("Привет", HtmlText.Read(bytes, Limits).Text);
    }

    [Fact]
    public void A_podcast_transcript_becomes_turns()
    {
        var document = Read("<h2>Episode</h2><cite>Ann:</cite> <time>0:30</time> <p>One.</p><p>Two.</p><cite>Bo:</cite><time>1:02:03</time><p>Three.</p>");

        Assert.Equal("Episode\nOne.\nTwo.\nThree.", document.Text);
        Assert.Collection(
            document.Turns,
            t => Assert.Equal(("Ann", "One.\nTwo.", 30_000L), (t.Speaker, document.Text[t.Start..t.End], t.StartMs!.Value)),
            t => Assert.Equal(("Bo", "Three.", 3_723_000L), (t.Speaker, document.Text[t.Start..t.End], t.StartMs!.Value)));
    }

    [Fact]
    public void A_real_podcast_transcript_loses_no_word()
    {
        var document = HtmlText.Read(Fixtures.Read("transcripts/example.html"), Limits);

        Assert.True(document.IsTranscript);
        Assert.Equal(("Travis", 0L), (document.Turns[0].Speaker, document.Turns[0].StartMs!.Value));
        Assert.StartsWith("When you first get started in podcasting, it's almost", document.Text, StringComparison.Ordinal);
        Assert.Equal(document.Text, string.Join('\n', document.Turns.Select(t => document.Text[t.Start..t.End])));
        Assert.True(document.Turns.Zip(document.Turns.Skip(1)).All(p => p.First.StartMs <= p.Second.StartMs));
    }

    [Fact]
    public void Ten_thousand_levels_are_refused_for_their_depth()
    {
        var html = string.Concat(Enumerable.Repeat("<div>", 10_000)) + "x";

        Assert.True(Assert.Throws<UnreadableFileException>(() => Read(html)).TooLarge);
    }

    [Theory]
    [InlineData("<div></x>")]
    [InlineData("<span><div></span>")]
    [InlineData("<div><object></div>")]
    [InlineData("<b></i>")]
    public void End_tags_without_effect_do_not_hide_the_depth(string opening)
    {
        var html = string.Concat(Enumerable.Repeat(opening, 10_000)) + "x";

        Assert.True(Assert.Throws<UnreadableFileException>(() => Read(html)).TooLarge);
    }

    [Fact]
    public void A_careless_page_that_leaves_inline_elements_open_is_read()
    {
        var html = string.Concat(Enumerable.Repeat("<div><b>x <span>y</div><p><i><b>z</i></b>", 2_000));

        Assert.Equal(4_000, Read(html).Text.Split('\n').Length);
    }

    [Fact]
    public void Depth_is_counted_also_where_every_element_is_closed()
    {
        var html = string.Concat(Enumerable.Repeat("<div>", 300)) + "x" + string.Concat(Enumerable.Repeat("</div>", 300));

        Assert.True(Assert.Throws<UnreadableFileException>(() => Read(html)).TooLarge);
        Assert.Equal("x", Read(html.Replace("<div><div>", "<div>").Replace("</div></div>", "</div>")).Text);
    }

    [Fact]
    public void Many_elements_side_by_side_are_read_and_too_many_refused()
    {
        var flat = string.Concat(Enumerable.Repeat("<a href=x>x</a>", 20_000));
        var neverClosed = "<p>" + string.Concat(Enumerable.Range(0, 200).Select(i => $"<b id={i}>"));
        var multiplied = neverClosed + string.Concat(Enumerable.Repeat("</p><p>x", 1_000));

        Assert.Equal(20_000, Read(flat).Text.Length);
        Assert.True(Assert.Throws<UnreadableFileException>(
            () => HtmlText.Read(Encoding.UTF8.GetBytes(multiplied), Limits with { Items = 10_000 })).TooLarge);
    }

    [Fact]
    public void A_drawing_of_thousands_of_strokes_is_not_taken_for_nesting()
    {
        var html = "<p>a</p><svg>" + string.Concat(Enumerable.Repeat("<path d='M0 0'/>", 5000)) + "</svg><p>b</p>";

        Assert.Equal("a\nb", Read(html).Text);
    }

    [Fact]
    public void A_page_without_words_is_refused() =>
        Assert.Contains("no words", Assert.Throws<UnreadableFileException>(() => Read("<p> <img src=x></p>")).Message, StringComparison.Ordinal);

    [Fact]
    public void Damaged_pages_are_read_or_refused() =>
        Mutations.AreReadOrRefused(
            Encoding.UTF8.GetBytes("<!doctype html><meta charset=utf-8><title>T</title><table><tr><td>ä<ul><li>b</ul></table><cite>A:</cite><time>0:1</time><p>x<pre> y\n</pre>&#xD800;&#0;"),
            bytes => HtmlText.Read(bytes, Limits));

    private static ReadDocument Read(string html) => HtmlText.Read(Encoding.UTF8.GetBytes(html), Limits);
}
