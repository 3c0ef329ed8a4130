using System.Text;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Tests.Respondents;

public sealed class ImportRespondentsTests
{
    [Theory, Engines]
    public async Task Answers_come_in_with_study_codes_in_file_order_and_consents(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var report = await desk.ImportAsync();
        Assert.Equal((4, 5, true), (report.Counts.Added, report.Counts.Variables, report.IsNew));
        Assert.Equal("IPAddress", Assert.Single(report.Dropped).First);
        var table = await desk.TableAsync();
        Assert.Equal(["R001", "R002", "R003", "R004"], table.Respondents.Select(r => r.Code));
        Assert.Equal([true, false, true, true], table.Respondents.Select(r => r.MayContact));
        Assert.Equal([31d, 45d, 28d, 52d], table.Find("age").Value.Numbers);
        Assert.Equal("Woman", table.Find("gender").Value.Shown(0));
        Assert.Equal(4, await desk.LookAsync(db => db.Consents.CountAsync(c => c.Use == Consent.Contact)));
        Assert.False(await desk.LookAsync(db => db.Changes.AnyAsync(c => c.Edits.Contains("10.0.0."))));
        Assert.True((await desk.UndoAsync()).Succeeded);
        Assert.Empty((await desk.TableAsync()).Respondents);
        Assert.True((await desk.RedoAsync()).Succeeded);
        Assert.Equal(4, (await desk.TableAsync()).Respondents.Count);
    }

    [Theory, Engines]
    public async Task A_later_export_doubles_nobody_and_tells_what_is_new_changed_and_gone(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ImportAsync();
        var later = SurveyDesk.Csv.Replace("a2,10.0.0.2,45", "a2,10.0.0.2,46").Replace("a4,10.0.0.4,52,1,6", "a5,10.0.0.5,33,2,2");
        var report = await desk.ImportAsync(later, guessed: true);
        Assert.Equal((1, 1, 2, false), (report.Counts.Added, report.Counts.Changed, report.Counts.Unchanged, report.IsNew));
        Assert.Equal(["R004"], report.Gone);
        var table = await desk.TableAsync();
        Assert.Equal(["R001", "R002", "R003", "R004", "R005"], table.Respondents.Select(r => r.Code));
        Assert.Equal(46, table.Find("age").Value.Numbers[1]);
        var again = await desk.ImportAsync(later, guessed: true);
        Assert.Equal((0, 0, 4), (again.Counts.Added, again.Counts.Changed, again.Counts.Unchanged));
    }

    [Theory, Engines]
    public async Task What_cannot_be_taken_is_told_with_its_place_and_keeps_nothing_else_out(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var report = await desk.ImportAsync(SurveyDesk.Csv.Replace("a2,10.0.0.2,45", "a1,10.0.0.2,45").Replace("a3,10.0.0.3,28", "a3,10.0.0.3,about thirty"));
        Assert.Equal(3, report.Counts.Added);
        Assert.Contains(report.Troubles, t => t.Place == "line 3" && t.Message.Contains("earlier row"));
        Assert.Contains(report.Troubles, t => t.Place == "line 4" && t.Message.Contains("no number"));
        Assert.Null((await desk.TableAsync()).Find("age").Value.Numbers[1]);
    }

    [Fact]
    public async Task A_guess_drops_personal_traces_and_finds_the_id_and_the_consent()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var preview = (await desk.Get<SurveyPreview>().AskAsync(desk.Study, Desk.Maren, new("s.csv", Encoding.UTF8.GetBytes(SurveyDesk.Csv)), default)).Value;
        SurveyPreview.Column Of(string name) => preview.Columns.Single(c => c.Map.First == name);
        Assert.Equal(SurveyMapping.Id, Of("ResponseId").Map.Use);
        Assert.Equal(SurveyMapping.Dropped, Of("IPAddress").Map.Use);
        Assert.Empty(Of("IPAddress").Samples);
        Assert.Equal(SurveyMapping.MayContact, Of("May we contact you?").Map.Use);
        Assert.Equal((4, 0), (preview.Rows, preview.Known));
        Assert.Empty((await desk.TableAsync()).Respondents);
    }

    [Fact]
    public async Task A_file_that_is_none_and_a_column_that_is_not_there_are_refused()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var import = desk.Get<ImportRespondents>();
        Assert.IsType<Problem.Unreadable>((await import.DoAsync(desk.Study, Desk.Maren, new("empty.csv", new byte[] { 10 }), default)).Problem);
        Assert.IsType<Problem.Invalid>((await import.DoAsync(desk.Study, Desk.Maren, new("s.csv", Encoding.UTF8.GetBytes(SurveyDesk.Csv)) { Id = "nobody" }, default)).Problem);
        Assert.Null(SurveyMapping.Read("""{"columns":[{"use":"keep","name":"a","label":"a","kind":"number","from":["a"]}]}"""));
    }
}
