using Microsoft.EntityFrameworkCore;
using Throughline.Formats.Surveys;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Vault;

namespace Throughline.Workbench.Respondents;

/// <summary>
/// Writes the answers of a file into the study: all of them in one act, or, where there are very many, part after part, each an act of
/// its own, so that no act and no Change grows without bound (decision 0006).
/// </summary>
/// <param name="part">So many rows at most are one act.</param>
internal sealed class RespondentKeeping(SurveyFile file, int part)
{
    private readonly Dictionary<Guid, List<Consent>> consents = [];
    private readonly HashSet<string> inFile = [];
    private readonly HashSet<Guid> asked = [], reached = [];
    private IEnumerator<SurveyAnswer>? rows;
    private SurveyAnswers answers = null!;
    private SurveyOffer offer = null!;
    private StudyScope scope = null!;
    private Questionnaire questionnaire = null!;
    private List<string> gone = [];
    private int added, changed, unchanged, left, parts, variables;

    public bool IsDone { get; private set; }

    /// <summary>Who came in or was brought up to date so far.</summary>
    public int Kept => added + changed + unchanged;

    private int Parts => Math.Max(1, (file.Rows.Count + part - 1) / part);

    /// <summary>How to reach those who are in the file, by their codes: for the identity vault, and kept nowhere here.</summary>
    public List<VaultEntry> Contacts { get; } = [];

    /// <summary>Keeps the first part.</summary>
    public async Task<Outcome<ImportRespondents.Report>> BeginAsync(StudyScope first, SurveyOffer offered)
    {
        (scope, offer) = (first, offered);
        questionnaire = offer.Questionnaire ?? await AddQuestionnaireAsync();
        var ensured = await new SurveyVariables(scope, questionnaire).EnsureAsync(offer.Mapping);
        asked.UnionWith(ensured.ByColumn.Values.Select(v => v.Id));
        questionnaire.Mapping = new SurveyMapping([.. offer.Mapping.Columns.Where(IsToRemember).Select(c => Remembered(c) with { Variable = ensured.ByColumn.GetValueOrDefault(c)?.Id })]).Written();
        (variables, answers) = (ensured.Added, new SurveyAnswers(file, offer.Mapping, ensured.ByColumn));
        rows = answers.Read().GetEnumerator();
        return await PartAsync();
    }

    /// <summary>Keeps the next part.</summary>
    public Task<Outcome<ImportRespondents.Report>> GoOnAsync(StudyScope next)
    {
        scope = next;
        return PartAsync();
    }

    private async Task<Outcome<ImportRespondents.Report>> PartAsync()
    {
        parts++;
        var (some, before) = (new List<SurveyAnswer>(Math.Min(part, file.Rows.Count)), (added, changed, unchanged));
        while (some.Count < part && rows!.MoveNext()) some.Add(rows.Current);
        IsDone = some.Count < part || parts == Parts;
        var there = await ThereAsync(some);
        var codes = await StudyCodes.OfAsync(scope);
        foreach (var answer in some) Keep(answer, there, codes);
        if (IsDone)
        {
            await new AnswerSources(scope).BringUpToDateAsync();
            await GoneAsync();
        }
        scope.Record(nameof(ImportRespondents), Summary((added - before.added, changed - before.changed, unchanged - before.unchanged)));
        return Report;
    }

    private ImportRespondents.Report Report => new(
        questionnaire.Id, questionnaire.Name, offer.Questionnaire is null, new(added, changed, unchanged, left, variables), gone,
        [.. offer.Mapping.Columns.Where(c => c.Use == SurveyMapping.Dropped)], answers.Troubles) { HowRead = file.HowRead };

    /// <summary>Those of a part who are known already, with what they agreed to; or who withdrew, whose key is not legible any more.</summary>
    private async Task<Dictionary<string, Respondent>> ThereAsync(List<SurveyAnswer> some)
    {
        var (own, found) = (questionnaire.Id, new Dictionary<string, Respondent>());
        consents.Clear();
        if (offer.Questionnaire is null && parts == 1) return found;
        foreach (var keys in some.SelectMany(a => new[] { a.Key, Erasure.KeyOf(a.Key) }).Chunk(500))
            foreach (var row in await scope.Respondents.Where(r => r.QuestionnaireId == own && keys.Contains(r.ImportKey)).ToListAsync(scope.Cancel)) found[row.ImportKey] = row;
        foreach (var ids in found.Values.Select(r => (Guid?)r.Id).Chunk(500))
            foreach (var consent in await scope.Consents.Where(c => ids.Contains(c.RespondentId)).ToListAsync(scope.Cancel)) Of(consent.RespondentId!.Value).Add(consent);
        return found;
    }

    private async Task GoneAsync()
    {
        if (offer.Questionnaire is not { } known) return;
        var all = await scope.Respondents.Where(r => r.QuestionnaireId == known.Id && r.WithdrawnAt == null && r.ImportKey != "").Select(r => new { r.ImportKey, r.Code }).ToListAsync(scope.Cancel);
        gone = [.. all.Where(r => !inFile.Contains(r.ImportKey)).Select(r => r.Code).Order(NaturalOrder.Names)];
    }

    /// <summary>Of what is no answer its values are not remembered: they may be names.</summary>
    private static MappedColumn Remembered(MappedColumn column) =>
        column.Use is SurveyMapping.Answer or SurveyMapping.MayContact or SurveyMapping.MayQuote ? column : column with { Categories = [] };

    /// <summary>A column that was dropped because nobody had answered yet may hold answers next time.</summary>
    private bool IsToRemember(MappedColumn column) =>
        column.Use != SurveyMapping.Dropped || column.Why != SurveyMapping.NoVault && column.From.Select(file.Column).Any(c => c >= 0 && file.Rows.Any(r => !string.IsNullOrWhiteSpace(r[c])));

    private string Summary((int Added, int Changed, int Unchanged) here)
    {
        var told = new List<string> { $"{here.Added:N0} new" };
        if (offer.Questionnaire is not null) told.AddRange([$"{here.Changed:N0} changed", $"{here.Unchanged:N0} as they were"]);
        if (gone.Count > 0) told.Add($"{gone.Count:N0} no longer in the file");
        return $"imported respondents from {offer.FileName}{(Parts > 1 ? $", part {parts} of {Parts}" : "")}: {string.Join(", ", told)}";
    }

    private async Task<Questionnaire> AddQuestionnaireAsync()
    {
        var names = new TakenNames(await scope.Questionnaires.Select(q => q.NameKey).ToListAsync(scope.Cancel));
        var wanted = Path.GetFileNameWithoutExtension(offer.FileName) is { Length: > 0 } plain ? plain : offer.FileName;
        var name = names.Free(wanted.Length > Questionnaire.NameLength - 10 ? wanted[..(Questionnaire.NameLength - 10)] : wanted);
        return scope.Add(new Questionnaire
        {
            Id = Guid.CreateVersion7(), Name = name, NameKey = NameKey.Of(name), Title = name, CreatedAt = scope.Now, Origin = file.Origin switch
            {
                SurveyOrigin.Qualtrics => "Qualtrics", SurveyOrigin.RedCap => "REDCap", SurveyOrigin.SurveyMonkey => "SurveyMonkey",
                SurveyOrigin.JiscLike => "Online surveys", SurveyOrigin.Spss => "SPSS", _ => "Table",
            },
        });
    }

    private List<Consent> Of(Guid respondent) => consents.TryGetValue(respondent, out var held) ? held : consents[respondent] = [];

    private void Keep(SurveyAnswer answer, Dictionary<string, Respondent> there, StudyCodes codes)
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
            Reach(code, row.Id, answer);
            added++;
        }
        else if (known.WithdrawnAt is not null) left++;
        else
        {
            var was = (known.Values, known.MayContact, known.AnsweredAt);
            (known.Values, known.MayContact, known.AnsweredAt) = (Over(known.Values, answer.Values), answer.MayContact ?? known.MayContact, answer.At ?? known.AnsweredAt);
            var agreed = Agree(known, answer);
            Reach(known.Code, known.Id, answer);
            if (was == (known.Values, known.MayContact, known.AnsweredAt) && !agreed) unchanged++;
            else changed++;
        }
    }

    private void Reach(string code, Guid id, SurveyAnswer answer)
    {
        if (answer.Contact is { } contact && reached.Add(id)) Contacts.Add(contact with { Code = code });
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
