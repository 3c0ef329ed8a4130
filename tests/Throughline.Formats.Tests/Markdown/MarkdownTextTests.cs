using System.Text;
using Throughline.Formats.Markdown;

namespace Throughline.Formats.Tests.Markdown;

public class MarkdownTextTests
{
    private static readonly ReadLimits Limits = new();

    private const string Sample = """
        ---
        title: Field notes
        ---
        # Tuesday *morning*

        P01: It was **hard**.
        P02: See [the leaflet](http://example.org) and ![a poster](p.png).

        - one
          - two
        1. three

        | who | what |
        |-----|------|
        | P01 | a `b` |

        Noted[^1]. <script>alert(1)</script>

        [^1]: Later.
        """;

    [Fact]
    public void Signs_become_plain_lines()
    {
        var document = Read(Sample);

        Assert.Equal(
            "Tuesday morning\nP01: It was hard.\nP02: See the leaflet and [a poster].\n• one\n  • two\n1. three\nwho\twhat\nP01\ta b\nNoted[1].\n1. Later.",
            document.Text);
        Assert.Equal("Markdown document", document.Kind);
    }

    [Fact]
    public void Front_matter_is_left_out_and_said_so()
    {
        var warning = Assert.Single(Read(Sample).Warnings, w => w.Message.Contains("front matter", StringComparison.Ordinal));

        Assert.Equal("lines 1 to 3", warning.Place);
    }

    [Theory]
    [InlineData(">", 5_000)]
    [InlineData("[", 50_000)]
    [InlineData("*a **b", 20_000)]
    [InlineData("| a ", 100_000)]
    [InlineData("[a](", 200_000)]
    [InlineData("[^1]: x\n", 50_000)]
    public void Nesting_that_defeats_the_layout_leaves_plain_text(string sign, int times)
    {
        var markdown = string.Concat(Enumerable.Repeat(sign, times)) + " words";
        var document = Read(markdown);

        Assert.EndsWith(" words", document.Text, StringComparison.Ordinal);
        Assert.NotEmpty(document.Warnings);
    }

    [Fact]
    public void Damaged_files_are_read_or_refused() =>
        Mutations.AreReadOrRefused(Encoding.UTF8.GetBytes(Sample), bytes => MarkdownText.Read(bytes, Limits));

    private static ReadDocument Read(string markdown) => MarkdownText.Read(Encoding.UTF8.GetBytes(markdown), Limits);
}
