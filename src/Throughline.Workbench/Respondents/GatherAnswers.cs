using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Respondents;

/// <summary>
/// Makes the open answers to a question a source, to be coded like any other: a turn for each respondent who answered. Asked again, it
/// adds what was answered since.
/// </summary>
public sealed class GatherAnswers(StudyStore store) : IVerb
{
    /// <param name="study">The study.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="variables">Names or ids of the variables of open answers; none for all that have answers and no source yet.</param>
    /// <param name="cancel">Stops it.</param>
    public Task<Outcome<Done<IReadOnlyList<Source>>>> DoAsync(StudyRef study, Actor actor, IReadOnlyCollection<string> variables, CancellationToken cancel) =>
        store.ChangeAsync<IReadOnlyList<Source>>(study, actor, Right.EditSources, async scope =>
        {
            if (!(await WantedAsync(scope, variables)).Is(out var wanted, out var problem)) return problem;
            var (answers, made) = (new AnswerSources(scope), new List<Source>());
            var count = await answers.BringUpToDateAsync();
            foreach (var variable in wanted)
                made.Add(await scope.Sources.FirstOrDefaultAsync(s => s.VariableId == variable.Id && s.Kind == AnswerSources.Kind, cancel)
                    ?? await answers.AddAsync(variable, await answers.FreeNameAsync(variable.Label.Length > 0 ? variable.Label : variable.Name)));
            var fresh = made.Count(s => s.AddedAt == scope.Now);
            scope.Record(nameof(GatherAnswers), fresh > 0
                ? $"made {Told.Count(fresh, "source")} of open answers: {string.Join(", ", made.Where(s => s.AddedAt == scope.Now).Select(s => s.Name))}"
                : $"added {Told.Count(count, "later answer")} to the open answers");
            return made;
        }, cancel);

    private static async Task<Outcome<List<Variable>>> WantedAsync(StudyScope scope, IReadOnlyCollection<string> named)
    {
        var all = await scope.Variables.Where(v => v.Of == Variable.OfRespondents).OrderBy(v => v.Position).ToListAsync(scope.Cancel);
        if (named.Count == 0) return all.Where(v => v.Kind == Variable.Text).ToList();
        var found = new List<Variable>();
        foreach (var name in named)
        {
            var key = NameKey.Of(name);
            if (all.Find(v => v.Id.ToString() == key || v.NameKey == key) is not { } variable) return new Problem.NotFound("variable", name);
            if (variable.Kind != Variable.Text) return new Problem.Invalid("variable", $"{variable.Name} holds no open answers, but {variable.Kind} ones.");
            found.Add(variable);
        }
        return found;
    }
}
