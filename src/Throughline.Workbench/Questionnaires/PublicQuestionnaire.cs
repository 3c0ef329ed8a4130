using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

/// <summary>What somebody with the public link is shown: the form, and what they saved under their private link. Nothing else of the study.</summary>
public sealed class PublicQuestionnaire(StudyStore store) : IQuestion
{
    public enum Access { Open, Closed, Full }

    /// <param name="Study">The study.</param>
    /// <param name="Questionnaire">The questionnaire.</param>
    /// <param name="Form">The version that is answered: that of the sheet, else the newest.</param>
    /// <param name="Access">Whether answers are taken.</param>
    /// <param name="Answers">What was saved; none without a private link.</param>
    /// <param name="IsSent">Whether they were sent already.</param>
    public sealed record Answer(Guid Study, Questionnaire Questionnaire, Form Form, Access Access, GivenAnswers Answers, bool IsSent);

    public async Task<Outcome<Answer>> AskAsync(string publicKey, SheetKey? key, CancellationToken cancel)
    {
        var now = store.Now;
        return await store.AskAllAsync<Outcome<Answer>>(async db =>
        {
            var missing = new Problem.NotFound("questionnaire", "at this address");
            if (publicKey.Length == 0) return missing;
            var found = await db.Questionnaires.FirstOrDefaultAsync(q => q.PublicKey == publicKey, cancel);
            if (found is null || !await db.Studies.AnyAsync(s => s.StudyId == found.StudyId && s.DeletedAt == null, cancel)) return missing;
            var hash = key?.Hash;
            var sheet = hash is null ? null : await db.AnswerSheets.FirstOrDefaultAsync(s => s.StudyId == found.StudyId && s.QuestionnaireId == found.Id && s.KeyHash == hash, cancel);
            if (key is not null && sheet is null) return new Problem.NotFound("saved answer", "under this link");
            var version = sheet?.Version ?? found.Version;
            var form = await db.QuestionnaireVersions.Where(v => v.StudyId == found.StudyId && v.QuestionnaireId == found.Id && v.Version == version)
                .Select(v => v.Form).FirstOrDefaultAsync(cancel);
            if (form is null) return missing;
            var sent = await db.Respondents.CountAsync(r => r.StudyId == found.StudyId && r.QuestionnaireId == found.Id, cancel);
            return new Answer(found.StudyId, found, Form.Read(form), AccessOf(found, now, sent), sheet is null ? GivenAnswers.None : key!.Open(sheet.Answers), sheet is { RespondentId: not null, Answers: "" });
        });
    }

    internal static Access AccessOf(Questionnaire questionnaire, long now, int sent) =>
        !questionnaire.IsOpen(now) ? Access.Closed : questionnaire.Cap <= sent ? Access.Full : Access.Open;
}
