using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Tests.Respondents;

public sealed class OpenAnswersTests
{
    [Theory, Engines]
    public async Task Later_answers_are_appended_and_every_segment_stays_on_its_words(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ImportAsync();
        var before = await WaitingAsync(desk);
        var source = (await desk.Get<GatherAnswers>().DoAsync(desk.Study, Desk.Maren, ["why"], default)).Value.Value.Single();
        Assert.Equal(("answers", 3, "Why do you stay?"), (source.Kind, source.TurnCount, source.Name));
        Assert.Equal([("why", 3, false)], before);
        Assert.Empty(await WaitingAsync(desk));
        var code = await desk.CodeAsync("Colleagues");
        var text = (await desk.Get<SourceWords>().AskAsync(desk.Study, Desk.Maren, source.Id.ToString(), default)).Value;
        Assert.Equal(["R001", "R003", "R004"], text.Content.Layout.Turns.Select(t => text.Speakers[t.Speaker].Name));
        var at = text.Content.Text.IndexOf("supervisor listens", StringComparison.Ordinal);
        Assert.True((await desk.CodeAsync(source, code, at, at + 18)).Succeeded);
        var later = SurveyDesk.Csv.Replace("a2,10.0.0.2,45,3,4,man,No,", "a2,10.0.0.2,45,3,4,man,No,\"Late, but here.\"").Replace("The people keep me here, every single one of them.", "People.");
        await desk.ImportAsync(later, guessed: true);
        Assert.Equal(["supervisor listens"], await desk.CodedAsync(source));
        text = (await desk.Get<SourceWords>().AskAsync(desk.Study, Desk.Maren, source.Id.ToString(), default)).Value;
        Assert.Equal(["R001", "R003", "R004", "R002"], text.Content.Layout.Turns.Select(t => text.Speakers[t.Speaker].Name));
        Assert.StartsWith("People.\n", text.Content.Text);
        Assert.True((await desk.UndoAsync()).Succeeded);
        Assert.Equal(["supervisor listens"], await desk.CodedAsync(source));
        Assert.True((await desk.RedoAsync()).Succeeded);
        Assert.Equal(["supervisor listens"], await desk.CodedAsync(source));
    }

    private static async Task<IEnumerable<(string, int, bool)>> WaitingAsync(Desk desk) =>
        (await desk.Get<WaitingAnswers>().AskAsync(desk.Study, Desk.Maren, default)).Value.Select(w => (w.Variable.Name, w.Answers, w.HasSource));

    [Theory, Engines]
    public async Task Taking_later_answers_back_is_refused_where_they_were_coded_since(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ImportAsync();
        var source = (await desk.Get<GatherAnswers>().DoAsync(desk.Study, Desk.Maren, ["why"], default)).Value.Value.Single();
        await desk.ImportAsync(SurveyDesk.Csv.Replace("a2,10.0.0.2,45,3,4,man,No,", "a2,10.0.0.2,45,3,4,man,No,\"Late, but here.\""), guessed: true);
        var import = (await desk.LookAsync(db => Task.FromResult(db.Changes.OrderByDescending(c => c.Number).First()))).Number;
        var text = (await desk.Get<SourceWords>().AskAsync(desk.Study, Desk.Maren, source.Id.ToString(), default)).Value.Content.Text;
        var at = text.IndexOf("Late", StringComparison.Ordinal);
        Assert.True((await desk.CodeAsync(source, await desk.CodeAsync("Lateness"), at, at + 4)).Succeeded);
        var refused = Assert.IsType<Problem.Conflict>((await desk.UndoAsync(import)).Problem);
        Assert.Contains("coded since", refused.Why);
    }
}
