using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Vault;

namespace Throughline.Workbench.Questionnaires;

/// <summary>
/// Sends what a respondent saved: they become a respondent under the next study code. The same sheet sent again is the same respondent.
/// Contact details are sealed once the code is theirs for good: a code that was taken back must not lead to anybody's name. Until they
/// are, the sheet keeps them under the private link, and sending it again seals them.
/// </summary>
public sealed class SendAnswers(StudyStore store, IVaultDrop vault) : IVerb
{
    public async Task<Outcome<Done<Respondent>>> DoAsync(PublicQuestionnaire.Answer of, SheetKey key, CancellationToken cancel)
    {
        var sent = await SendAsync(of, key, cancel);
        return of.Form.AsksForContact && sent.Is(out var done, out _) && await SealAsync(of, key, done.Value, cancel) is { } refused ? refused : sent;
    }

    private Task<Outcome<Done<Respondent>>> SendAsync(PublicQuestionnaire.Answer of, SheetKey key, CancellationToken cancel) =>
        store.ChangeAsync<Respondent>(of.Study, SaveAnswers.Respondent, Right.Answer, async scope =>
        {
            var hash = key.Hash;
            var sheet = await scope.AnswerSheets.AsTracking().FirstOrDefaultAsync(s => s.QuestionnaireId == of.Questionnaire.Id && s.KeyHash == hash, cancel);
            if (sheet is null) return new Problem.NotFound("saved answer", "under this link");
            if (sheet.RespondentId is { } sent)
                return await scope.Respondents.AsNoTracking().FirstOrDefaultAsync(r => r.Id == sent, cancel) ?? new Respondent { Id = sent };
            var questionnaire = await scope.Questionnaires.AsNoTracking().SingleAsync(q => q.Id == sheet.QuestionnaireId, cancel);
            var access = PublicQuestionnaire.AccessOf(questionnaire, scope.Now, await scope.Respondents.CountAsync(r => r.QuestionnaireId == questionnaire.Id, cancel));
            if (access == PublicQuestionnaire.Access.Closed) return new Problem.Conflict("This questionnaire is closed", "No more answers are taken.");
            if (access == PublicQuestionnaire.Access.Full) return new Problem.Conflict("Enough people have answered", "No more answers are taken.");
            var form = (await scope.FormAsync(questionnaire.Id, sheet.Version))!;
            var answers = Shown(form, key.Open(sheet.Answers));
            if (Wrong(form, answers) is { Count: > 0 } wrong) return new Problem.Invalid(wrong);
            var respondent = await AddAsync(scope, (questionnaire, sheet.Version), form, answers);
            var toSeal = Contact(form, answers, respondent) is not null;
            if (toSeal && !vault.IsSetUp(scope.StudyId)) return NoVault;
            (sheet.RespondentId, sheet.Answers, sheet.SavedAt) = (respondent.Id, toSeal ? sheet.Answers : "", scope.Now);
            scope.Record(nameof(SendAnswers), $"{respondent.Code} answered {questionnaire.Name}");
            return respondent;
        }, cancel);

    /// <summary>Contact details go into the vault, and then from the sheet.</summary>
    private async Task<Problem?> SealAsync(PublicQuestionnaire.Answer of, SheetKey key, Respondent respondent, CancellationToken cancel)
    {
        var hash = key.Hash;
        var emptied = await store.ChangeAsync<bool>(of.Study, SaveAnswers.Respondent, Right.Answer, async scope =>
        {
            var sheet = await scope.AnswerSheets.AsTracking().SingleAsync(s => s.QuestionnaireId == of.Questionnaire.Id && s.KeyHash == hash, cancel);
            if (sheet.Answers.Length == 0) return false;
            var form = (await scope.FormAsync(sheet.QuestionnaireId, sheet.Version))!;
            var stands = respondent is { Code.Length: > 0, WithdrawnAt: null };
            if (stands && Contact(form, Shown(form, key.Open(sheet.Answers)), respondent) is { } entry && await vault.SealAsync(scope.StudyId, entry, cancel) is not null) return NoVault;
            sheet.Answers = "";
            return true;
        }, cancel);
        return emptied.Problem;
    }

    /// <summary>What is hidden counts as not answered.</summary>
    private static GivenAnswers Shown(Form form, GivenAnswers answers)
    {
        var visible = new FormPages(form).Visible(answers);
        return new(answers.ByQuestion.Where(a => visible.Contains(a.Key) && a.Value.Count > 0).ToDictionary());
    }

    /// <summary>What is wrong with the answers to a form, by question; see <see cref="AnswerCheck"/>.</summary>
    public static Dictionary<string, string> Wrong(Form form, GivenAnswers answers)
    {
        var visible = new FormPages(form).Visible(answers);
        var wrong = new Dictionary<string, string>();
        foreach (var item in form.Items.Where(i => i.IsAsked && visible.Contains(i.Id)))
            if (AnswerCheck.Wrong(item, answers.To(item.Id), required: true) is { } what) wrong[item.Id.ToString()] = what;
            else if (item is { Kind: Question.Consent, Required: true } && !answers.To(item.Id).Contains("yes")) wrong[item.Id.ToString()] = "Without this nothing can be sent.";
        return wrong;
    }

    private static async Task<Respondent> AddAsync(StudyScope scope, (Questionnaire Of, int Version) questionnaire, Form form, GivenAnswers answers)
    {
        var variables = (await scope.Variables.AsNoTracking().Where(v => v.QuestionnaireId == questionnaire.Of.Id && v.QuestionId != null).ToListAsync(scope.Cancel))
            .ToDictionary(v => v.QuestionId!.Value);
        var values = VariablesOfForm.Asked(form).Where(i => answers.To(i.Id).Count > 0 && variables.ContainsKey(i.Id)).Select(i =>
            KeyValuePair.Create(variables[i.Id].Id, i.Kind == Question.Multiple ? Answered.AsSeveral(answers.To(i.Id)) : Answered.As(answers.To(i.Id)[0])));
        var code = (await StudyCodes.OfAsync(scope)).Next();
        var contact = form.Items.FirstOrDefault(i => i is { Kind: Question.Consent, ConsentUse: Consent.Contact });
        var respondent = scope.Add(new Respondent
        {
            Id = Guid.CreateVersion7(), Code = code, CodeKey = NameKey.Of(code), QuestionnaireId = questionnaire.Of.Id, QuestionnaireVersion = questionnaire.Version,
            Values = AnswerValues.Written(values), AnsweredAt = scope.Now, AddedAt = scope.Now,
            MayContact = contact is null || answers.To(contact.Id).Count == 0 ? null : answers.To(contact.Id).Contains("yes"),
        });
        foreach (var item in form.Items.Where(i => i.Kind == Question.Consent && answers.To(i.Id).Count > 0))
            scope.Add(new Consent
            {
                Id = Guid.CreateVersion7(), RespondentId = respondent.Id, Use = item.ConsentUse, Given = answers.To(item.Id).Contains("yes"), Wording = item.Text, At = scope.Now,
            });
        return respondent;
    }

    private static readonly Problem NoVault = new Problem.Conflict(
        "Your answers cannot be sent just now", "The study has no safe place for your contact details. What you wrote is saved under your private link; try again later, or leave the details out.");

    /// <summary>What goes into the vault: only of those who agreed to be contacted.</summary>
    private static VaultEntry? Contact(Form form, GivenAnswers answers, Respondent respondent)
    {
        string Of(string use) => form.Items.FirstOrDefault(i => i.IsContact && i.ConsentUse == use && answers.To(i.Id).Count > 0) is { } item ? answers.To(item.Id)[0] : "";
        var entry = new VaultEntry(respondent.Code, Of(Question.ContactName), Of(Question.ContactEmail), Of(Question.ContactTelephone), Of(Question.ContactAddress));
        return respondent.MayContact == false || entry is { Name: "", Email: "", Telephone: "", Address: "" } ? null : entry;
    }
}
