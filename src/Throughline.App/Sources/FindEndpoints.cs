using Throughline.App.Shell;
using Throughline.Workbench.Sources;

namespace Throughline.App.Sources;

public static class FindEndpoints
{
    public static void MapFind(this RouteGroupBuilder study) =>
        study.MapGet("/find", async (string study, string? words, int? places, int? inEach, LaunchToken token, FindInStudy find, CancellationToken cancel) =>
            Answers.Ok(await find.AskAsync(study, token.Actor, new(words ?? "", places ?? 50, inEach ?? FindInStudy.MostPlaces), cancel), found => found)).WithTags("Sources");
}
