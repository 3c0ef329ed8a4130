using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Respondents;

/// <summary>Everybody who answered and has not withdrawn, by study code, with all variables and the scores of scales.</summary>
public sealed class RespondentData
{
    /// <summary>What is known of one respondent beside their values.</summary>
    /// <param name="MayContact">Null where they were not asked.</param>
    public sealed record Line(Guid Id, string Code, bool? MayContact, Guid? ParticipantId, Guid? QuestionnaireId, long? AnsweredAt, long AddedAt);

    private readonly Dictionary<Guid, VariableColumn> byId;

    private RespondentData(IReadOnlyList<Line> respondents, IReadOnlyList<VariableColumn> columns, int withdrawn)
    {
        (Respondents, Columns, Withdrawn) = (respondents, columns, withdrawn);
        byId = columns.ToDictionary(c => c.Variable.Id);
    }

    /// <summary>In the order of their study codes.</summary>
    public IReadOnlyList<Line> Respondents { get; }

    /// <summary>In the order of the questionnaire, scores after what they are made of.</summary>
    public IReadOnlyList<VariableColumn> Columns { get; }

    /// <summary>How many took back what they had answered.</summary>
    public int Withdrawn { get; }

    public VariableColumn? Column(Guid variable) => byId.GetValueOrDefault(variable);

    /// <summary>A variable by its id, its name, or its label.</summary>
    public Outcome<VariableColumn> Find(string named)
    {
        if (Guid.TryParse(named, out var id) && Column(id) is { } found) return found;
        var key = NameKey.Of(named);
        var column = Columns.FirstOrDefault(c => c.Variable.NameKey == key) ?? Columns.FirstOrDefault(c => NameKey.Of(c.Variable.Label) == key);
        return column is not null ? column : new Problem.NotFound("variable", named);
    }

    /// <param name="scope">The study.</param>
    /// <param name="wanted">Only these variables, with the items of wanted scores; null for all.</param>
    /// <param name="one">Only this respondent; null for everybody.</param>
    public static async Task<RespondentData> OfAsync(StudyScope scope, IReadOnlyCollection<Guid>? wanted = null, Guid? one = null)
    {
        var scales = await scope.Scales.AsNoTracking().ToListAsync(scope.Cancel);
        var needed = wanted is null ? null : wanted.Concat(scales.Where(s => wanted.Contains(s.VariableId)).SelectMany(s => ScaleParts.ItemsOf(s).Select(i => i.Variable))).ToHashSet();
        var variables = (await scope.Variables.AsNoTracking().Where(v => v.Of == Variable.OfRespondents).OrderBy(v => v.Position).ThenBy(v => v.Id).ToListAsync(scope.Cancel))
            .Where(v => needed is null || needed.Contains(v.Id)).ToList();
        var bands = (await scope.Bands.AsNoTracking().ToListAsync(scope.Cancel)).ToLookup(b => b.VariableId);
        var rows = await scope.Respondents.AsNoTracking().Where(r => r.WithdrawnAt == null && (one == null || r.Id == one))
            .Select(r => new { Line = new Line(r.Id, r.Code, r.MayContact, r.ParticipantId, r.QuestionnaireId, r.AnsweredAt, r.AddedAt), r.Values }).ToListAsync(scope.Cancel);
        rows.Sort((a, b) => NaturalOrder.Names.Compare(a.Line.Code, b.Line.Code));
        var data = new RespondentData(
            rows.ConvertAll(r => r.Line), variables.ConvertAll(v => new VariableColumn(v, scales.Find(s => s.VariableId == v.Id), [.. bands[v.Id]], rows.Count)),
            await scope.Respondents.CountAsync(r => r.WithdrawnAt != null, scope.Cancel));
        for (var i = 0; i < rows.Count; i++) data.Take(i, rows[i].Values);
        foreach (var column in data.Columns) ScaleParts.Score(data, column);
        return data;
    }

    private void Take(int row, string values) => AnswerValues.Each(values, (variable, answered) =>
    {
        if (byId.TryGetValue(variable, out var column) && column.Scale is null) column.Take(row, answered);
    }, byId.ContainsKey);
}
