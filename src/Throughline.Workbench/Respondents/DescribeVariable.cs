using Throughline.Methods.Survey;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Scale = Throughline.Workbench.Questionnaires.Scale;

namespace Throughline.Workbench.Respondents;

/// <summary>One variable described; for a score, how well its items hang together.</summary>
public sealed class DescribeVariable(StudyStore store) : IQuestion
{
    /// <param name="Items">The items of a score, with whether each is reversed; null for what was asked.</param>
    public sealed record Answer(VariableSummary Summary, ScaleSheet? Scale);

    /// <param name="Alpha">Null where the scale has no items or no range.</param>
    public sealed record ScaleSheet(Scale Scale, IReadOnlyList<ItemLine> Items, CronbachAlpha? Alpha, double Lowest, double Highest)
    {
        /// <summary>Answers that lie outside the range of the items, and so count as missing.</summary>
        public IReadOnlyList<OutsideLine> Outside { get; init; } = [];
    }

    public sealed record OutsideLine(string Respondent, string Variable, double Value);

    /// <param name="Column">Null where the variable is gone.</param>
    public sealed record ItemLine(Guid Variable, bool Reversed, VariableColumn? Column);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, string variable, CancellationToken cancel, int? bins = null) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (!(await Variables.FindAsync(scope, variable)).Is(out var row, out var problem)) return problem;
            if (row.Of != Variable.OfRespondents) return new Problem.NotFound("variable of respondents", variable);
            var data = await RespondentData.OfAsync(scope, [row.Id]);
            var column = data.Column(row.Id)!;
            return new Answer(VariableSummary.Describe(column, bins), column.Scale is { } scale ? SheetOf(data, scale) : null);
        }, cancel);

    internal static ScaleSheet SheetOf(RespondentData data, Scale scale)
    {
        List<ItemLine> items = [.. ScaleParts.ItemsOf(scale).Select(i => new ItemLine(i.Variable, i.Reversed, data.Column(i.Variable)))];
        if (ScaleParts.Of(data, scale) is not { } parts) return new(scale, items, null, scale.ItemLeast, scale.ItemMost);
        var (answers, outside) = (new List<IReadOnlyList<double?>>(data.Respondents.Count), new List<OutsideLine>());
        for (var row = 0; row < data.Respondents.Count; row++)
        {
            double?[] given = [.. parts.Columns.Select(c => c?.Numbers[row])];
            var counted = parts.Scorer.Counted(given);
            answers.Add(counted);
            for (var i = 0; i < given.Length; i++)
                if (given[i] is { } value && counted[i] is null) outside.Add(new(data.Respondents[row].Code, parts.Columns[i]!.Variable.Name, value));
        }
        return new(scale, items, CronbachAlpha.Of(answers), parts.Scorer.Lowest, parts.Scorer.Highest) { Outside = outside };
    }
}

/// <summary>All variables, each described in short: what the page of variables lists.</summary>
public sealed class VariableList(StudyStore store) : IQuestion
{
    public sealed record Answer(int Respondents, int Withdrawn, IReadOnlyList<VariableSummary> Variables, IReadOnlyDictionary<Guid, Guid> Sources)
    {
        /// <summary>Open answers that are in no source yet.</summary>
        public IReadOnlyList<WaitingAnswers.Line> Waiting { get; init; } = [];
    }

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var data = await RespondentData.OfAsync(scope);
            var sources = new Dictionary<Guid, Guid>();
            foreach (var source in scope.Sources.Where(s => s.Kind == AnswerSources.Kind && s.VariableId != null).Select(s => new { s.Id, s.VariableId }).ToList())
                sources.TryAdd(source.VariableId!.Value, source.Id);
            return new Answer(data.Respondents.Count, data.Withdrawn, [.. data.Columns.Select(c => VariableSummary.Describe(c))], sources) { Waiting = await WaitingAnswers.OfAsync(scope, data) };
        }, cancel);
}
