using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Tests.Respondents;

public sealed class BadFileTests
{
    [Theory, Engines]
    public async Task Separator_encoding_ragged_rows_doubled_headings_and_formulas_each_have_their_outcome(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        const string csv = "id;age;age;why\na1;31;1;=HYPERLINK(\"http://x\")\na2;45\na3;28;2;Café am Fluss;too much\n";
        var done = await desk.Get<ImportRespondents>().DoAsync(desk.Study, Desk.Maren, new("survey.csv", Encoding.Latin1.GetBytes(csv)), default);
        var report = done.Value.Value;

        Assert.Equal(3, report.Counts.Added);
        Assert.Contains("semicolon", report.HowRead);
        Assert.Contains("1252", report.HowRead);
        Assert.Contains(report.Troubles, t => t.Place.Contains('3') && t.Message.Contains("cell"));
        Assert.Contains(report.Troubles, t => t.Place.Contains('4') && t.Message.Contains("cell"));
        Assert.Contains(report.Troubles, t => t.Message.Contains("age"));
        var table = await desk.TableAsync();
        Assert.Equal([31d, 45d, 28d], table.Find("age").Value.Numbers);
        Assert.Equal([1d, null, 2d], table.Find("age (2)").Value.Numbers);
        Assert.Equal(["=HYPERLINK(\"http://x\")", null, "Café am Fluss"], table.Find("why").Value.Texts);
    }

    [Theory, Engines]
    public async Task An_answer_outside_its_scale_counts_as_missing_and_the_others_are_scored(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ImportAsync(SurveyDesk.Csv.Replace("a2,10.0.0.2,45,3,4", "a2,10.0.0.2,45,9,4"));
        var made = await desk.Get<MakeScale>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), "OSE", [new("ose_1"), new("ose_2", Reversed: true)]) { Least = 1, Most = 6 }, default);
        Assert.True(made.Succeeded, made.Problem?.Detail);
        Assert.Equal([10d, null, 12d, 2d], (await desk.TableAsync()).Find("OSE").Value.Numbers);
    }

    [Theory, Engines]
    public async Task A_very_large_file_comes_in_part_by_part_is_known_again_and_is_taken_back_whole(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var csv = new StringBuilder("id,age,may_contact\n");
        for (var i = 1; i <= 1_020; i++) csv.Append(CultureInfo.InvariantCulture, $"x{i},{20 + (i % 40)},{(i % 2 == 0 ? "yes" : "no")}\n");
        var first = await desk.ImportAsync(csv.ToString(), guessed: true, part: 1_000);
        Assert.Equal((1_020, 0), (first.Counts.Added, first.Gone.Count));
        var acts = await desk.LookAsync(db => db.Changes.Where(c => c.Verb == nameof(ImportRespondents)).OrderBy(c => c.Number).Select(c => new { c.Number, c.Summary }).ToListAsync());
        Assert.Equal(["imported respondents from survey.csv, part 1 of 2: 1,000 new", "imported respondents from survey.csv, part 2 of 2: 20 new"], acts.Select(a => a.Summary));

        var again = await desk.ImportAsync(csv.Replace("x1020,", "x1021,").ToString(), guessed: true, part: 1_000);
        Assert.Equal((1, 0, 1_019), (again.Counts.Added, again.Counts.Changed, again.Counts.Unchanged));
        Assert.Equal(["R1020"], again.Gone);
        await desk.UndoAsync();
        Assert.False((await desk.UndoAsync(acts[0].Number)).Succeeded);
        Assert.True((await desk.Get<Throughline.Workbench.History.UndoChanges>().DoAsync(desk.Study, Desk.Maren, [acts[0].Number, acts[1].Number], default)).Succeeded);
        Assert.Equal((0, 0), await desk.LookAsync(async db => (await db.Respondents.CountAsync(), await db.Questionnaires.CountAsync())));
    }
}
