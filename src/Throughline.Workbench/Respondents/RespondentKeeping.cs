using Microsoft.EntityFrameworkCore;
using Throughline.Formats.Surveys;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Respondents;

/// <summary>Writes the answers of a file into the study.</summary>
internal sealed class RespondentKeeping(StudyScope scope, SurveyOffer offer)
{
    private readonly Dictionary<Guid, List<Consent>> consents = [];
    private readonly HashSet<string> inFile = [];
    private readonly HashSet<Guid> asked = [];
    private int added, changed, unchanged, left;

    public async Task<Outcome<ImportRespondents.Report>> KeepAsync()
    {
        var questionnaire = offer.Questionnaire ?? await AddQuestionnaireAsync();
        var variables = await new SurveyVariables(scope, questionnaire).EnsureAsync(offer.Mapping);
        asked.UnionWith(variables.ByColumn.Values.Select(v => v.Id));
        var answers = new SurveyAnswers(offer.File, offer.Mapping, variables.ByColumn);
        var there = await scope.Respondents.Where(r => r.QuestionnaireId == questionnaire.Id).ToDictionaryAsync(r => r.ImportKey.Length > 0 ? r.ImportKey : r.Id.ToString(), scope.Cancel);
        await KnownConsentsAsync(questionnaire);
        var codes = await StudyCodes.OfAsync(scope);
        foreach (var answer in answers.Read()) Keep(answer, there, questionnaire, codes);
        questionnaire.Mapping = new SurveyMapping([.. offer.Mapping.Columns.Where(IsToRemember).Select(c => c with { Variable = variables.ByColumn.GetValueOrDefault(c)?.Id })]).Written();
        await new AnswerSources(scope).BringUpToDateAsync();
        var gone = there.Where(t => t.Value.WithdrawnAt is null && t.Value.ImportKey.Length > 0 && !inFile.Contains(t.Key)).Select(t => t.Value.Code).Order(NaturalOrder.Names).ToList();
        scope.Record(nameof(ImportRespondents), Summary(gone.Count));
        return new ImportRespondents.Report(
            questionnaire.Id, questionnaire.Name, offer.Questionnaire is null, new(added, changed, unchanged, left, variables.Added), gone,
            [.. offer.Mapping.Columns.Where(c => c.Use == SurveyMapping.Dropped)], answers.Troubles) { HowRead = offer.File.HowRead };
    }

    /// <summary>A column that was dropped because nobody had answered yet may hold answers next time.</summary>
    private bool IsToRemember(MappedColumn column) =>
        column.Use != SurveyMapping.Dropped || column.From.Select(offer.File.Column).Any(c => c >= 0 && offer.File.Rows.Any(r => !string.IsNullOrWhiteSpace(r[c])));

    private string Summary(int gone)
    {
        var parts = new List<string> { $"{added:N0} new" };
        if (offer.Questionnaire is not null) parts.AddRange([$"{changed:N0} changed", $"{unchanged:N0} as they were"]);
        if (gone > 0) parts.Add($"{gone:N0} no longer in the file");
        return $"imported respondents from {offer.FileName}: {string.Join(", ", parts)}";
    }

    private async Task<Questionnaire> AddQuestionnaireAsync()
    {
        var names = new TakenNames(await scope.Questionnaires.Select(q => q.NameKey).ToListAsync(scope.Cancel));
        var wanted = Path.GetFileNameWithoutExtension(offer.FileName) is { Length: > 0 } plain ? plain : offer.FileName;
        var name = names.Free(wanted.Length > Questionnaire.NameLength - 10 ? wanted[..(Questionnaire.NameLength - 10)] : wanted);
        return scope.Add(new Questionnaire
        {
            Id = Guid.CreateVersion7(), Name = name, NameKey = NameKey.Of(name), Title = name, CreatedAt = scope.Now, Origin = offer.File.Origin switch
            {
                SurveyOrigin.Qualtrics => "Qualtrics", SurveyOrigin.RedCap => "REDCap", SurveyOrigin.SurveyMonkey => "SurveyMonkey",
                SurveyOrigin.JiscLike => "Online surveys", SurveyOrigin.Spss => "SPSS", _ => "Table",
            },
        });
    }

    private async Task KnownConsentsAsync(Questionnaire questionnaire)
    {
        if (offer.Questionnaire is null) return;
        var known = await scope.Consents.Where(c => c.RespondentId != null && scope.Respondents.Any(r => r.Id == c.RespondentId && r.QuestionnaireId == questionnaire.Id)).ToListAsync(scope.Cancel);
        foreach (var consent in known) Of(consent.RespondentId!.Value).Add(consent);
    }

    private List<Consent> Of(Guid respondent) => consents.TryGetValue(respondent, out var held) ? held : consents[respondent] = [];

    private void Keep(SurveyAnswer answer, Dictionary<string, Respondent> there, Questionnaire questionnaire, StudyCodes codes)
    {
        inFile.Add(answer.Key);
        var values = AnswerValues.Written(answer.Values);
        if (there.ContainsKey(Erasure.KeyOf(answer.Key))) left++;
        else if (!there.TryGetValue(answer.Key, out var known))
        {
            var code = codes.Next();
            var row = scope.Add(new Respondent
            {
                Id = Guid.CreateVersion7(), Code = code, CodeKey = NameKey.Of(code), QuestionnaireId = questionnaire.Id, Values = values, ImportKey = answer.Key,
                AnsweredAt = answer.At, AddedAt = scope.Now, MayContact = answer.MayContact,
            });
            Agree(row, answer);
            added++;
        }
        else if (known.WithdrawnAt is not null) left++;
        else
        {
            var was = (known.Values, known.MayContact, known.AnsweredAt);
            (known.Values, known.MayContact, known.AnsweredAt) = (Over(known.Values, answer.Values), answer.MayContact ?? known.MayContact, answer.At ?? known.AnsweredAt);
            var agreed = Agree(known, answer);
            if (was == (known.Values, known.MayContact, known.AnsweredAt) && !agreed) unchanged++;
            else changed++;
        }
    }

    /// <summary>What this file asks about is as the file says; what it does not ask about stays.</summary>
    private string Over(string known, IReadOnlyList<KeyValuePair<Guid, Answered>> news)
    {
        var written = AnswerValues.Written(news);
        if (written == known) return known;
        var merged = AnswerValues.Read(known);
        foreach (var variable in asked) merged.Remove(variable);
        foreach (var (variable, value) in news) merged[variable] = value;
        var all = AnswerValues.Written(merged.OrderBy(m => Place(news, m.Key)));
        return Same(known, merged) ? known : all;
    }

    private static int Place(IReadOnlyList<KeyValuePair<Guid, Answered>> news, Guid variable)
    {
        for (var i = 0; i < news.Count; i++)
            if (news[i].Key == variable) return i;
        return int.MaxValue;
    }

    private static bool Same(string known, Dictionary<Guid, Answered> merged)
    {
        var read = AnswerValues.Read(known);
        return read.Count == merged.Count && merged.All(m => read.TryGetValue(m.Key, out var was) && was.One == m.Value.One);
    }

    private bool Agree(Respondent row, SurveyAnswer answer) =>
        Agree(row, Consent.Contact, SurveyMapping.MayContact, answer.MayContact) | Agree(row, Consent.Quotations, SurveyMapping.MayQuote, answer.MayQuote);

    private bool Agree(Respondent row, string use, string column, bool? given)
    {
        if (given is not { } said) return false;
        var held = Of(row.Id).Find(c => c.Use == use);
        if (held is not null && held.Given == said) return false;
        if (held is not null) held.Given = said;
        else Of(row.Id).Add(scope.Add(new Consent
        {
            Id = Guid.CreateVersion7(), RespondentId = row.Id, Use = use, Given = said, Wording = offer.Mapping.For(column)!.Label, At = row.AnsweredAt ?? scope.Now,
        }));
        return true;
    }
}
