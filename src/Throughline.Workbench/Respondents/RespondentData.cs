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
        var gathering = new Gathering(
            await scope.Scales.AsNoTracking().ToListAsync(scope.Cancel), await scope.Variables.AsNoTracking().ToListAsync(scope.Cancel),
            await scope.Bands.AsNoTracking().ToListAsync(scope.Cancel), wanted);
        var rows = scope.Respondents.AsNoTracking().Where(r => r.WithdrawnAt == null && (one == null || r.Id == one))
            .Select(r => new { Line = new Line(r.Id, r.Code, r.MayContact, r.ParticipantId, r.QuestionnaireId, r.AnsweredAt, r.AddedAt), r.Values });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(scope.Cancel)) gathering.Take(row.Line, row.Values);
        return gathering.Done(await scope.Respondents.CountAsync(r => r.WithdrawnAt != null, scope.Cancel));
    }

    /// <summary>Takes respondents as they are read, in any order: what they are kept as is longer than what is wanted of it, and need not be held for all.</summary>
    internal sealed class Gathering
    {
        private readonly List<(Line Line, int Row)> taken = [];
        private readonly List<VariableColumn> columns;
        private readonly Dictionary<Guid, VariableColumn> asked;

        /// <param name="scales">All that there are.</param>
        /// <param name="variables">Those of respondents, and others.</param>
        /// <param name="bands">Those of all variables.</param>
        /// <param name="wanted">See <see cref="OfAsync"/>.</param>
        public Gathering(IReadOnlyList<Scale> scales, IEnumerable<Variable> variables, IEnumerable<Band> bands, IReadOnlyCollection<Guid>? wanted)
        {
            var needed = wanted is null ? null : wanted.Concat(scales.Where(s => wanted.Contains(s.VariableId)).SelectMany(s => ScaleParts.ItemsOf(s).Select(i => i.Variable))).ToHashSet();
            var known = bands.ToLookup(b => b.VariableId);
            columns = [.. variables.Where(v => v.Of == Variable.OfRespondents && (needed is null || needed.Contains(v.Id))).OrderBy(v => v.Position).ThenBy(v => v.Id)
                .Select(v => new VariableColumn(v, scales.FirstOrDefault(s => s.VariableId == v.Id), [.. known[v.Id]]))];
            asked = columns.Where(c => c.Scale is null).ToDictionary(c => c.Variable.Id);
        }

        public void Take(Line line, string values)
        {
            var row = taken.Count;
            taken.Add((line, row));
            AnswerValues.Each(values, (variable, answered) => asked[variable].Take(row, answered), asked.ContainsKey);
        }

        public RespondentData Done(int withdrawn)
        {
            NaturalOrder.Sort(taken, t => t.Line.Code);
            int[] order = [.. taken.Select(t => t.Row)];
            foreach (var column in columns) column.Settle(order);
            var data = new RespondentData(taken.ConvertAll(t => t.Line), columns, withdrawn);
            foreach (var column in columns) ScaleParts.Score(data, column);
            return data;
        }
    }
}
