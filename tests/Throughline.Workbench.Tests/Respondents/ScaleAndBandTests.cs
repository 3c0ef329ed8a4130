using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Tests.Respondents;

public sealed class ScaleAndBandTests
{
    private static MakeScale.Request Ose(Guid id) => new(id, "OSE", [new("ose_1"), new("ose_2", Reversed: true)]) { Least = 1, Most = 6, Direction = "more confident" };

    [Theory, Engines]
    public async Task A_scale_scores_reversed_items_and_goes_with_its_bands_on_undo(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ImportAsync();
        var id = Guid.CreateVersion7();
        Assert.True((await desk.Get<MakeScale>().DoAsync(desk.Study, Desk.Maren, Ose(id), default)).Succeeded);
        Assert.True((await desk.Get<SetBands>().DoAsync(desk.Study, Desk.Maren, new("OSE") { Cuts = [5, 11] }, default)).Succeeded);
        var score = (await desk.TableAsync()).Find("OSE").Value;
        Assert.Equal([10d, 6d, 12d, 2d], score.Numbers);
        Assert.Equal(["middling", "middling", "high", "low"], Enumerable.Range(0, 4).Select(r => score.Bands[score.BandOf(r)!.Value].Name));
        var sheet = (await desk.Get<DescribeVariable>().AskAsync(desk.Study, Desk.Maren, "OSE", default)).Value;
        Assert.True(sheet.Scale!.Alpha!.Alpha > 0.9);
        Assert.Equal((2d, 12d), (sheet.Scale.Lowest, sheet.Scale.Highest));
        Assert.Contains("n = 4 of 4, none missing", sheet.Summary.Sentence());
        Assert.Empty(sheet.Scale.Outside);
        Assert.True((await desk.Get<MakeScale>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), "Narrow", [new("ose_1"), new("ose_2")]) { Least = 1, Most = 5 }, default)).Succeeded);
        Assert.Contains(new("R003", "ose_1", 6), (await desk.Get<DescribeVariable>().AskAsync(desk.Study, Desk.Maren, "Narrow", default)).Value.Scale!.Outside);
        Assert.True((await desk.Get<RemoveScale>().DoAsync(desk.Study, Desk.Maren, id, default)).Succeeded);
        Assert.False((await desk.TableAsync()).Find("OSE").Succeeded);
        Assert.True((await desk.UndoAsync()).Succeeded);
        Assert.Equal(3, (await desk.TableAsync()).Find("OSE").Value.Bands.Count);
    }

    [Theory, Engines]
    public async Task Thirds_and_named_sets_and_a_value_that_means_missing(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ImportAsync();
        Assert.Equal(3, (await desk.Get<SetBands>().DoAsync(desk.Study, Desk.Maren, new("age") { Parts = 3 }, default)).Value.Value.Count);
        var sets = new SetBands.Request("gender") { Sets = [new("women", ["woman"]), new("others", ["man"])] };
        Assert.True((await desk.Get<SetBands>().DoAsync(desk.Study, Desk.Maren, sets, default)).Succeeded);
        Assert.Equal(1, (await desk.TableAsync()).Find("gender").Value.BandOf(1));
        Assert.True((await desk.Get<EditVariable>().DoAsync(desk.Study, Desk.Maren, new("age") { Missing = ["45"], Label = "How old are you?" }, default)).Succeeded);
        Assert.Null((await desk.TableAsync()).Find("How old are you?").Value.Numbers[1]);
        Assert.IsType<Problem.Invalid>((await desk.Get<SetBands>().DoAsync(desk.Study, Desk.Maren, new("gender") { Cuts = [1] }, default)).Problem);
        Assert.IsType<Problem.Invalid>((await desk.Get<EditVariable>().DoAsync(desk.Study, Desk.Maren, new("age") { Name = "gender" }, default)).Problem);
    }

    [Theory, Engines]
    public async Task Crossing_and_odds_say_n_and_missing_and_refuse_what_makes_no_sense(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        // The low birth weight data of Hosmer and Lemeshow are not at hand; a two by two table has a closed form: (30·40)/(10·20) = 6.
        var rows = string.Join('\n', Enumerable.Range(0, 100).Select(i => $"r{i},{(i < 40 ? 1 : 0)},{(i < 30 || i >= 80 ? "yes" : "no")}").Append("r100,1,"));
        SurveyMapping map = new([new(SurveyMapping.Id, "id", "", Variable.Text, ["id"]), new(SurveyMapping.Answer, "exposed", "", Variable.Number, ["exposed"]), new(SurveyMapping.Answer, "leave", "", Variable.Nominal, ["leave"])]);
        var import = await desk.Get<ImportRespondents>().DoAsync(desk.Study, Desk.Maren, new("t.csv", System.Text.Encoding.UTF8.GetBytes("id,exposed,leave\n" + rows)) { Mapping = map }, default);
        Assert.True(import.Succeeded, import.Problem?.Detail);
        var odds = (await desk.Get<OddsOf>().AskAsync(desk.Study, Desk.Maren, new("leave", ["yes"], [new("exposed")]), default)).Value;
        var line = Assert.Single(odds.Lines);
        Assert.Equal(6, line.Odds!.Ratio, 6);
        Assert.Equal(Math.Exp(Math.Log(6) - (1.959964 * Math.Sqrt((1 / 30.0) + (1 / 10.0) + (1 / 20.0) + (1 / 40.0)))), line.Odds.Low, 4);
        Assert.Equal((100, 1), (line.N, line.Missing));
        Assert.Equal("per 1 more", line.Per);
        var per = (await desk.Get<OddsOf>().AskAsync(desk.Study, Desk.Maren, new("leave", ["yes"], [new("exposed", -2)]), default)).Value;
        Assert.Equal(1 / 36.0, per.Lines[0].Odds!.Ratio, 6);
        var cross = (await desk.Get<CrossTabulate>().AskAsync(desk.Study, Desk.Maren, ("leave", "leave"), default)).Value;
        Assert.Equal((100, 1), (cross.Table.Total, cross.Table.Missing));
        Assert.IsType<Problem.Invalid>((await desk.Get<OddsOf>().AskAsync(desk.Study, Desk.Maren, new("leave", ["perhaps"], [new("exposed")]), default)).Problem);
        Assert.IsType<Problem.Invalid>((await desk.Get<OddsOf>().AskAsync(desk.Study, Desk.Maren, new("leave", ["yes"], [new("leave")]), default)).Problem);
    }
}
