using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Respondents;

/// <summary>The respondents with their values, scores and bands: what lists, describing and sampling stand on.</summary>
public sealed class RespondentTable(StudyStore store) : IQuestion
{
    /// <param name="study">The study.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="variables">Only these, where not all are needed; see <see cref="RespondentData.OfAsync"/>.</param>
    public Task<Outcome<RespondentData>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel, IReadOnlyCollection<Guid>? variables = null) =>
        store.AskAsync<RespondentData>(study, actor, async scope => await RespondentData.OfAsync(scope, variables), cancel);
}
