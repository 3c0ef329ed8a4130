using System.Text.RegularExpressions;
using Throughline.Workbench.Codebook;

namespace Throughline.Workbench.Tests.Codebook;

public sealed partial class DyesTests
{
    [Fact]
    public void Names_and_colours_are_those_of_the_style_sheet()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Throughline.slnx"))) folder = Path.GetDirectoryName(folder)!;
        var css = File.ReadAllText(Path.Combine(folder, "src/Throughline.App/wwwroot/css/tokens.css"));

        var dyes = Dye().Matches(css);

        Assert.Equal(Dyes.Count, dyes.Count);
        foreach (var match in dyes.Cast<Match>())
        {
            var dye = int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal((match.Groups[2].Value, match.Groups[3].Value), (Dyes.Hex(dye), Dyes.Name(dye)));
        }
    }

    [Theory]
    [InlineData("indigo", 16, 1), InlineData("Indigo, notched", 16, 2), InlineData("16.3", 16, 3), InlineData("#3542B0", 16, 1), InlineData("24 / dashed", 24, 3)]
    public void A_colour_is_read_as_people_write_it(string written, int dye, int weave) => Assert.Equal((dye, weave), Dyes.Read(written));

    [Theory, InlineData(""), InlineData("25"), InlineData("0"), InlineData("ultramarine"), InlineData("indigo, woven"), InlineData("1 2 3"), InlineData("indigo 4")]
    public void What_is_no_colour_is_none(string written) => Assert.Null(Dyes.Read(written));

    [GeneratedRegex(@"--dye-(\d+): light-dark\((#[0-9a-f]{6}), #[0-9a-f]{6}\); /\* (\w+) \*/")]
    private static partial Regex Dye();
}
