using System.Xml.Linq;
using CsCheck;
using Throughline.Formats.Charts;

namespace Throughline.Formats.Tests.Charts;

public sealed class FigureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Bars_are_as_long_as_their_counts_and_say_their_share()
    {
        var svg = Parse(BarFigures.Bars("Employer", [new("Voluntary <sector>", 30), new("Primary care", 10), new("Other", 0)]));

        var wide = svg.Descendants(Svg + "rect").Select(r => (double)r.Attribute("width")!).ToList();
        Assert.Equal(wide[0] / 3, wide[1], 1);
        Assert.Equal(0, wide[2]);
        Assert.Contains("75 %", svg.Value);
        Assert.Contains("Voluntary <sector>", svg.Value);
        Assert.Equal("img", (string?)svg.Attribute("role"));
    }

    [Fact]
    public void A_stacked_row_parts_its_whole_length()
    {
        var svg = Parse(BarFigures.Stacked("Leaving by employer", ["yes", "no"], [new("NHS", [1, 3]), new("Charity", [0, 0])]));

        var bars = svg.Descendants(Svg + "rect").Where(r => (double)r.Attribute("height")! == 14).Select(r => (double)r.Attribute("width")!).ToList();
        Assert.Equal(2, bars.Count);
        Assert.Equal((bars[0] + 1) * 3, bars[1] + 1, 1);
        Assert.Throws<ArgumentException>(() => BarFigures.Stacked("x", ["yes"], [new("NHS", [1, 3])]));
    }

    [Fact]
    public void A_ratio_of_one_stands_on_the_line_of_no_association()
    {
        var svg = Parse(ForestFigures.Forest("Thought of leaving", [new("none", 1, 0.5, 2, "1.00 (0.50 to 2.00)"), new("lost", double.PositiveInfinity, 0, double.PositiveInfinity, "not estimable")]));

        var dot = Assert.Single(svg.Descendants(Svg + "circle"));
        Assert.Contains(svg.Descendants(Svg + "line"), l => (double)l.Attribute("x1")! == (double)l.Attribute("x2")! && (double)l.Attribute("x1")! == (double)dot.Attribute("cx")!);
        Assert.Contains("not estimable", svg.Value);
    }

    [Fact]
    public void A_histogram_without_values_says_so_and_ticks_are_round()
    {
        Assert.Contains("No value is known", Histograms.Histogram("Months", []).Svg());
        var svg = Parse(Histograms.Histogram("Months", [new(0, 12, 3), new(12, 24, 9)], [new(14, "median 14")]));
        Assert.Contains("median 14", svg.Value);
        Assert.Contains(svg.Descendants(Svg + "text"), t => t.Value == "20");
    }

    [Fact]
    public void A_flow_tells_who_left_where()
    {
        var drawing = FlowFigures.Flow("Recruitment", [new("64 approached", ["21 declined: no time (14), left the role (7)", "13 no answer"]), new("30 agreed", ["10 not needed"]), new("20 interviewed", [])]);

        Assert.Contains("64 approached (then left: 21 declined: no time (14), left the role (7), 13 no answer)", drawing.Description);
        Assert.Equal(5, Parse(drawing).Descendants(Svg + "rect").Count());
    }

    [Fact]
    public void A_png_is_as_large_as_asked()
    {
        var png = BarFigures.Bars("Gender", [new("woman", 184), new("man", 31)]).Png(2);

        if (png is null) Assert.Skip("This computer has no type to draw words with.");
        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(png.AsSpan(0, 8)));
        Assert.Equal(1120, (png[18] << 8) + png[19]);
    }

    [Fact]
    public void Whatever_is_drawn_is_well_formed_and_carries_no_style_or_script() =>
        Gen.Select(Gen.String, Gen.Int[0, 1000]).Array[0, 12].Sample(rows =>
        {
            var text = BarFigures.Bars(rows.Length > 0 ? rows[0].Item1 : "", [.. rows.Select(r => new Bar(r.Item1, r.Item2))]).Svg();
            if (rows.Any(r => r.Item1.Any(char.IsSurrogate))) return;
            var svg = XDocument.Parse(text);
            Assert.Empty(svg.Descendants().Attributes("style"));
            Assert.Empty(svg.Descendants(Svg + "script"));
        }, iter: 300);

    private static XElement Parse(Drawing drawing) => XDocument.Parse(drawing.Svg()).Root!;
}
