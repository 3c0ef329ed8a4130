using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Respondents;

/// <summary>Open answers that came in and are in no source yet, so that nobody can code them.</summary>
public sealed class WaitingAnswers(StudyStore store) : IQuestion
{
    /// <param name="Variable">The question.</param>
    /// <param name="Answers">How many of its answers wait.</param>
    /// <param name="HasSource">Whether earlier ones are in a source already.</param>
    public sealed record Line(Variable Variable, int Answers, bool HasSource);

    /// <param name="study">The study.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="data">The respondents with all variables, where they were read already.</param>
    public Task<Outcome<IReadOnlyList<Line>>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel, RespondentData? data = null) =>
        store.AskAsync<IReadOnlyList<Line>>(study, actor, async scope =>
        {
            var open = await scope.Variables.Where(v => v.Of == Variable.OfRespondents && v.Kind == Variable.Text).Select(v => v.Id).ToListAsync(cancel);
            return open.Count == 0 ? Outcome.Of<IReadOnlyList<Line>>([]) : Outcome.Of(await OfAsync(scope, data ?? await RespondentData.OfAsync(scope, open)));
        }, cancel);

    internal static async Task<IReadOnlyList<Line>> OfAsync(StudyScope scope, RespondentData data)
    {
        var sources = await scope.Sources.Where(s => s.Kind == AnswerSources.Kind && s.VariableId != null).Select(s => new { s.Id, Variable = s.VariableId!.Value }).ToListAsync(scope.Cancel);
        var ids = sources.ConvertAll(s => s.Id);
        var heard = (await scope.Speakers.Where(s => ids.Contains(s.SourceId) && s.RespondentId != null).Select(s => new { s.SourceId, Respondent = s.RespondentId!.Value }).ToListAsync(scope.Cancel))
            .ToLookup(s => s.SourceId, s => s.Respondent);
        var lines = new List<Line>();
        foreach (var column in data.Columns.Where(c => c.Variable.Kind == Variable.Text))
        {
            var there = sources.Where(s => s.Variable == column.Variable.Id).SelectMany(s => heard[s.Id]).ToHashSet();
            var waiting = data.Respondents.Index().Count(r => !string.IsNullOrWhiteSpace(column.Texts[r.Index]) && !there.Contains(r.Item.Id));
            if (waiting > 0) lines.Add(new(column.Variable, waiting, there.Count > 0));
        }
        return lines;
    }
}
