using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Vault;

namespace Throughline.Workbench.Tests.Questionnaires;

public sealed class QuestionnaireTests
{
    private static readonly FormOption[] Employers = [new("ngo", "Voluntary sector"), new("gp", "Primary care")];

    private static async Task<Guid> BuiltAsync(Desk desk, bool withContact = false)
    {
        var id = Guid.CreateVersion7();
        var entries = new List<QuestionnaireFile.Entry>
        {
            new("information", Text: "About"), new("consent", "may_contact", "May we write?", Use: "contact"), new("section", Text: "Work"),
            new("single", "employer", "Who employs you?", Required: true, Options: Employers),
            new("short", "which", "Which one?", ShownWhere: new("employer", ["ngo"])), new("number", "months", "How long?", Least: 0, Most: 240),
        };
        if (withContact) entries.Add(new("short", "email", "Your e-mail", Use: "contact e-mail", ShownWhere: new("may_contact", ["yes"])));
        var done = await desk.Get<ImportQuestionnaire>().DoAsync(desk.Study, Desk.Maren, id, new("Work", null, null, entries), default);
        Assert.True(done.Succeeded, done.Problem?.Detail);
        return id;
    }

    private static async Task<PublicQuestionnaire.Answer> OpenAsync(Desk desk, Guid id)
    {
        Assert.True((await desk.Get<PublishVersion>().DoAsync(desk.Study, Desk.Maren, id.ToString(), "First", default)).Succeeded);
        var opened = await desk.Get<OpenQuestionnaire>().DoAsync(desk.Study, Desk.Maren, id.ToString(), default);
        Assert.True(opened.Succeeded, opened.Problem?.Detail);
        return (await desk.Get<PublicQuestionnaire>().AskAsync(opened.Value.Value.PublicKey, null, default)).Value;
    }

    private static Dictionary<Guid, IReadOnlyList<string>> Given(Form form, params (string Name, string Value)[] answers) =>
        answers.ToDictionary(a => form.Items.Single(i => i.Name == a.Name).Id, a => (IReadOnlyList<string>)[a.Value]);

    [Theory, Engines]
    public async Task Answers_sent_twice_are_one_respondent_in_variables_of_their_own(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var open = await OpenAsync(desk, await BuiltAsync(desk));
        var key = SheetKey.New();
        Assert.True((await desk.Get<SaveAnswers>().DoAsync(open, key, Given(open.Form, ("employer", "gp"), ("which", "hidden"), ("months", "14"), ("may_contact", "yes")), default)).Succeeded);
        var sheet = await desk.LookAsync(db => db.AnswerSheets.SingleAsync());
        Assert.DoesNotContain("employer", System.Text.Encoding.Latin1.GetString(Convert.FromBase64String(sheet.Answers)), StringComparison.Ordinal);
        Assert.NotEqual(key.Text, sheet.KeyHash);

        var first = await desk.Get<SendAnswers>().DoAsync(open, key, default);
        var again = await desk.Get<SendAnswers>().DoAsync(open, key, default);

        Assert.Equal("R001", first.Value.Value.Code);
        Assert.Equal(first.Value.Value.Id, again.Value.Value.Id);
        Assert.Null(again.Value.Change);
        var respondent = await desk.LookAsync(db => db.Respondents.SingleAsync());
        Assert.True(respondent.MayContact);
        var names = await desk.LookAsync(db => db.Variables.ToDictionaryAsync(v => v.Id, v => v.Name));
        var values = Throughline.Workbench.Respondents.AnswerValues.Read(respondent.Values).ToDictionary(v => names[v.Key], v => v.Value.One);
        Assert.Equal("gp", values["employer"]);
        Assert.Equal("14", values["months"]);
        Assert.False(values.ContainsKey("which"));
        Assert.True((await desk.LookAsync(db => db.Consents.SingleAsync())).Given);

        var kept = await desk.LookAsync(db => db.Changes.Where(c => c.Verb == nameof(PublishVersion)).Select(c => c.Number).SingleAsync());
        Assert.IsType<Problem.Conflict>((await desk.UndoAsync(kept)).Problem);
        Assert.True((await desk.UndoAsync()).Succeeded);
        Assert.Equal(0, await desk.LookAsync(db => db.Respondents.CountAsync()));
    }

    [Theory, Engines]
    public async Task What_is_wanted_and_missing_is_named_and_a_cap_holds(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var id = await BuiltAsync(desk);
        await desk.Get<DescribeQuestionnaire>().DoAsync(desk.Study, Desk.Maren, new(id.ToString(), Cap: 1), default);
        var open = await OpenAsync(desk, id);
        var (one, other) = (SheetKey.New(), SheetKey.New());
        foreach (var key in new[] { one, other }) await desk.Get<SaveAnswers>().DoAsync(open, key, Given(open.Form, ("months", "3")), default);

        var missing = await desk.Get<SendAnswers>().DoAsync(open, one, default);
        Assert.Equal(open.Form.Items.Single(i => i.Name == "employer").Id.ToString(), Assert.IsType<Problem.Invalid>(missing.Problem).Fields.Keys.Single());

        foreach (var key in new[] { one, other }) await desk.Get<SaveAnswers>().DoAsync(open, key, Given(open.Form, ("employer", "gp")), default);
        Assert.True((await desk.Get<SendAnswers>().DoAsync(open, one, default)).Succeeded);
        Assert.IsType<Problem.Conflict>((await desk.Get<SendAnswers>().DoAsync(open, other, default)).Problem);
        Assert.Equal(1, await desk.LookAsync(db => db.Respondents.CountAsync()));
    }

    [Theory, Engines]
    public async Task Contact_details_need_the_vault_and_stand_nowhere_else(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var id = await BuiltAsync(desk, withContact: true);
        Assert.True((await desk.Get<PublishVersion>().DoAsync(desk.Study, Desk.Maren, id.ToString(), null, default)).Succeeded);
        Assert.IsType<Problem.Conflict>((await desk.Get<OpenQuestionnaire>().DoAsync(desk.Study, Desk.Maren, id.ToString(), default)).Problem);

        Assert.True((await desk.Get<SetUpVault>().DoAsync(desk.Study, Desk.Maren, "four words in a row", default)).Succeeded);
        var open = await OpenAsync(desk, id);
        var key = SheetKey.New();
        await desk.Get<SaveAnswers>().DoAsync(open, key, Given(open.Form, ("employer", "gp"), ("may_contact", "yes"), ("email", "ann@example.org")), default);
        Assert.True((await desk.Get<SendAnswers>().DoAsync(open, key, default)).Succeeded);

        Assert.DoesNotContain("ann@", await desk.LookAsync(db => db.Respondents.Select(r => r.Values).SingleAsync()), StringComparison.Ordinal);
        Assert.DoesNotContain(await desk.LookAsync(db => db.Changes.Select(c => c.Edits).ToListAsync()), e => e.Contains("ann@", StringComparison.Ordinal));
        Assert.Equal("ann@example.org", (await desk.Get<LookInVault>().DoAsync(desk.Study, Desk.Maren, ["R001"], default)).Value.Value.Single().Email);
    }

    [Theory, Engines]
    public async Task Details_that_could_not_be_sealed_wait_under_the_private_link_and_are_sealed_when_it_is_sent_again(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var id = await BuiltAsync(desk, withContact: true);
        Assert.True((await desk.Get<PublishVersion>().DoAsync(desk.Study, Desk.Maren, id.ToString(), null, default)).Succeeded);
        Assert.True((await desk.Get<SetUpVault>().DoAsync(desk.Study, Desk.Maren, "four words in a row", default)).Succeeded);
        var (open, key) = (await OpenAsync(desk, id), SheetKey.New());
        await desk.Get<SaveAnswers>().DoAsync(open, key, Given(open.Form, ("employer", "gp"), ("may_contact", "yes"), ("email", "ann@example.org")), default);

        await Assert.ThrowsAsync<IOException>(() => new SendAnswers(desk.Get<StudyStore>(), new FullDisk()).DoAsync(open, key, default));
        Assert.Equal("R001", await desk.LookAsync(db => db.Respondents.Select(r => r.Code).SingleAsync()));
        Assert.False((await desk.Get<PublicQuestionnaire>().AskAsync(open.Questionnaire.PublicKey, key, default)).Value.IsSent);
        Assert.True((await desk.Get<SendAnswers>().DoAsync(open, key, default)).Succeeded);

        Assert.True((await desk.Get<PublicQuestionnaire>().AskAsync(open.Questionnaire.PublicKey, key, default)).Value.IsSent);
        Assert.Equal(1, await desk.LookAsync(db => db.Respondents.CountAsync()));
        Assert.Equal("", await desk.LookAsync(db => db.AnswerSheets.Select(s => s.Answers).SingleAsync()));
        Assert.Equal("ann@example.org", (await desk.Get<LookInVault>().DoAsync(desk.Study, Desk.Maren, ["R001"], default)).Value.Value.Single().Email);
    }

    private sealed class FullDisk : IVaultDrop
    {
        public bool IsSetUp(Guid study) => true;

        public Task<Problem?> SealAsync(Guid study, VaultEntry entry, CancellationToken cancel) => throw new IOException("No space left on device");
    }

    [Theory, Engines]
    public async Task A_version_that_loses_an_answer_warns_and_keeps_its_label(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var id = await BuiltAsync(desk);
        await OpenAsync(desk, id);
        var months = await desk.LookAsync(db => db.Questions.SingleAsync(q => q.Name == "months"));
        var employer = await desk.LookAsync(db => db.Questions.SingleAsync(q => q.Name == "employer"));

        Assert.IsType<Problem.Invalid>((await desk.Get<EditQuestion>().DoAsync(desk.Study, Desk.Maren, employer.Id, new(Options: [Employers[1]]), default)).Problem);
        Assert.True((await desk.Get<EditQuestion>().DoAsync(desk.Study, Desk.Maren, employer.Id, new(Options: [Employers[0], new("la", "Local authority")]), default)).Succeeded);
        Assert.True((await desk.Get<MoveQuestion>().DoAsync(desk.Study, Desk.Maren, months.Id, null, default)).Succeeded);
        Assert.True((await desk.UndoAsync()).Succeeded);

        var seen = (await desk.Get<QuestionnaireDesk>().AskAsync(desk.Study, Desk.Maren, "Work", default)).Value;
        Assert.Contains("Primary care", Assert.Single(seen.Difference!.Warnings), StringComparison.Ordinal);
        Assert.True((await desk.Get<PublishVersion>().DoAsync(desk.Study, Desk.Maren, "Work", "Other employers", default)).Succeeded);
        Assert.Contains("Primary care", await desk.LookAsync(db => db.Variables.Where(v => v.Name == "employer").Select(v => v.Categories).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_questionnaire_written_as_a_table_is_read_as_it_was_and_a_wrong_row_is_named()
    {
        var file = new QuestionnaireFile("Work", "Working here", "Thanks.\n\nBye.",
        [
            new("consent", "agree", "I agree", Required: true, Use: "taking part", Options: FormOption.YesNo),
            new("single", "employer", "Who employs you?", "The one that pays", true, Options: [new("ngo", "Voluntary = free"), new("gp", "gp")]),
            new("number", "months", "How long?", Least: 0.5, Most: 240, ShownWhere: new("employer", ["ngo", "gp"])),
        ]);
        List<TableRow> table = [new(1, QuestionnaireTable.Heads), .. QuestionnaireTable.Rows(file).Select((r, i) => new TableRow(i + 2, r))];

        Assert.Equal(file.Written(), QuestionnaireTable.Read("work.csv", table).Value.Written());
        var bad = QuestionnaireTable.Read("work.csv", [new(1, ["kind", "text"]), new(2, ["single", "One?"]), new(3, ["riddle", "Two?"])]);
        Assert.Equal("Row 3", Assert.IsType<Problem.Unreadable>(bad.Problem).Place);
        Assert.Equal("work", QuestionnaireTable.Read("work.csv", [new(1, ["Text", "Kind"]), new(2, ["One?", "long"])]).Value.Name);
    }
}
