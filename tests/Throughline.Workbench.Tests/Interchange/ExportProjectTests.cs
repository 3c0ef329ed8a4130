using CsCheck;
using Throughline.Formats.RefiQda;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Tests.Sources;

namespace Throughline.Workbench.Tests.Interchange;

public sealed class ExportProjectTests
{
    [Theory]
    [InlineData("nvivo-win-12.6_2sources.qdpx", "nvivo")]
    [InlineData("nvivo-mac-12.7_2sources.qdpx", "maxqda")]
    [InlineData("atlasti-8.4.qde", "atlasti")]
    [InlineData("atlasti-8.4-missing-sources.qdpx", "standard")]
    public async Task A_real_project_goes_out_as_it_came_and_comes_back_the_same(string name, string profile)
    {
        var original = new MemoryStream(Fixtures.Read("refi-qda/" + name));
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var first = await RoundTrip.IntoNewAsync(desk, original, name);
        var wishes = RoundTrip.Everything with { Profile = profile };

        var (file, _) = await RoundTrip.OutAsync(desk, first, wishes);
        RoundTrip.Valid(file);
        var second = await RoundTrip.IntoNewAsync(desk, file);
        var (again, _) = await RoundTrip.OutAsync(desk, second, wishes);

        Assert.Equal(await RoundTrip.RowsAsync(desk, first), await RoundTrip.RowsAsync(desk, second));
        Assert.Empty(RefiDiff.Compare(RoundTrip.Read(file), RoundTrip.Read(again), withTimes: true));
        if (!name.StartsWith("nvivo", StringComparison.Ordinal)) return;
        original.Position = 0;
        using var was = RefiReader.Read(original, name);
        var differences = RefiDiff.Compare(was.Project, RoundTrip.Read(file));
        var remade = differences.Where(d => d.Kind == "selections").ToLookup(d => d.First is null, d => d.Place);
        Assert.Subset(remade[false].ToHashSet(), remade[true].ToHashSet());
        Assert.All(differences.Where(d => d.Kind != "selections"), d => Assert.True(d is
            { Kind: "codes", Field: "colour", First: null } or { Kind: "notes", Place: OwnTitle } or { Kind: "project", Field: "name" } or { Kind: "sources", Field: "changed by" or "styled" }
            || d is { Kind: "codes", Field: "description" } && d.First!.Trim() == d.Second, d.ToString()));
    }

    /// <summary>So many are made in the everyday run; THROUGHLINE_TEST_STUDIES asks for more: 200 take half a minute of the processor.</summary>
    private static readonly int Studies = int.TryParse(Environment.GetEnvironmentVariable("THROUGHLINE_TEST_STUDIES"), out var asked) ? asked : 20;

    [Fact]
    public async Task Random_studies_come_back_the_same_through_every_profile()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var drawn = 0;
        await Gen.Int.SampleAsync(async seed =>
        {
            var wishes = RoundTrip.Everything with { Profile = RefiProfile.All[(seed & 0x7FFFFFFF) % RefiProfile.All.Count].Name };
            var first = await RandomStudy.MakeAsync(desk, seed);
            var (file, _) = await RoundTrip.OutAsync(desk, first, wishes);
            RoundTrip.Valid(file);
            var second = await RoundTrip.IntoNewAsync(desk, file, called: "Random");
            Assert.Equal(await RoundTrip.RowsAsync(desk, first), await RoundTrip.RowsAsync(desk, second));
            if (drawn++ % 10 > 0) return;
            var (again, _) = await RoundTrip.OutAsync(desk, second, wishes);
            Assert.Empty(RefiDiff.Compare(RoundTrip.Read(file), RoundTrip.Read(again), withTimes: true));
        }, iter: Studies, threads: 1);
    }

    private const string OwnTitle = "Throughline: what the exchange standard has no place for";
}
