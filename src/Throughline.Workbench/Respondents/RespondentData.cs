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

    /// <summary>What it is put together from.</summary>
    internal sealed record Parts(IReadOnlyList<Scale> Scales, IEnumerable<Variable> Variables, IEnumerable<Band> Bands, List<(Line Line, string Values)> Rows, int Withdrawn);

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
        var rows = await scope.Respondents.AsNoTracking().Where(r => r.WithdrawnAt == null && (one == null || r.Id == one))
            .Select(r => new { Line = new Line(r.Id, r.Code, r.MayContact, r.ParticipantId, r.QuestionnaireId, r.AnsweredAt, r.AddedAt), r.Values }).ToListAsync(scope.Cancel);
        return Of(
            new(
                await scope.Scales.AsNoTracking().ToListAsync(scope.Cancel), await scope.Variables.AsNoTracking().ToListAsync(scope.Cancel), await scope.Bands.AsNoTracking().ToListAsync(scope.Cancel),
                rows.ConvertAll(r => (r.Line, r.Values)), await scope.Respondents.CountAsync(r => r.WithdrawnAt != null, scope.Cancel)),
            wanted);
    }

    /// <param name="parts">As they are read, in any order.</param>
    /// <param name="wanted">See <see cref="OfAsync"/>.</param>
    internal static RespondentData Of(Parts parts, IReadOnlyCollection<Guid>? wanted)
    {
        var (scales, rows) = (parts.Scales, parts.Rows);
        var needed = wanted is null ? null : wanted.Concat(scales.Where(s => wanted.Contains(s.VariableId)).SelectMany(s => ScaleParts.ItemsOf(s).Select(i => i.Variable))).ToHashSet();
        var variables = parts.Variables.Where(v => v.Of == Variable.OfRespondents && (needed is null || needed.Contains(v.Id))).OrderBy(v => v.Position).ThenBy(v => v.Id).ToList();
        var bands = parts.Bands.ToLookup(b => b.VariableId);
        NaturalOrder.Sort(rows, r => r.Line.Code);
        var data = new RespondentData(
            rows.ConvertAll(r => r.Line), variables.ConvertAll(v => new VariableColumn(v, scales.FirstOrDefault(s => s.VariableId == v.Id), [.. bands[v.Id]], rows.Count)), parts.Withdrawn);
        for (var i = 0; i < rows.Count; i++) data.Take(i, rows[i].Values);
        foreach (var column in data.Columns) ScaleParts.Score(data, column);
        return data;
    }

    private void Take(int row, string values) => AnswerValues.Each(values, (variable, answered) =>
    {
        if (byId.TryGetValue(variable, out var column) && column.Scale is null) column.Take(row, answered);
    }, byId.ContainsKey);
}
