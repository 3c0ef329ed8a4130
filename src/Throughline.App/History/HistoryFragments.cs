using Microsoft.AspNetCore.Http.HttpResults;
using Throughline.App.Shell;
using Throughline.Workbench.History;

namespace Throughline.App.History;

/// <summary>The parts of the page of the history that change while one walks through it.</summary>
public static class HistoryFragments
{
    public static void MapHistoryFragments(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/studies/{study:guid}/history/{change:long}/detail", async (Guid study, long change, LaunchToken token, ChangeDetail detail, CancellationToken cancel) =>
            (await detail.AskAsync(study, token.Actor, change, cancel)).Is(out var answer, out var problem)
                ? new RazorComponentResult<ChangePanel>(new { Study = study, Detail = answer })
                : Answers.Of(problem)).ExcludeFromDescription();
        pages.MapGet("/studies/{study:guid}/history/tally", async (Guid study, string? at, LaunchToken token, StudyAsOf question, CancellationToken cancel) =>
            AsOfEndpoints.Moment(at).Is(out var when, out var problem) && (await question.AskAsync(study, token.Actor, when, cancel)).Is(out var answer, out problem)
                ? new RazorComponentResult<AsOfPanel>(new { Study = study, Answer = answer })
                : Answers.Of(problem)).ExcludeFromDescription();
    }
}
