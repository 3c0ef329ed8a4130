using Throughline.App.Shell;
using Throughline.Workbench.Coding;

namespace Throughline.App.Coding;

public static class CodingEndpoints
{
    public sealed record Body(string Source, string Code, int Start, int End);

    public static void MapCoding(this RouteGroupBuilder study)
    {
        var segments = study.MapGroup("/segments").WithTags("Coding");
        segments.MapPut("/{id:guid}", async (string study, Guid id, Body body, LaunchToken token, ApplyCode apply, CancellationToken cancel) =>
            Answers.Done(
                await apply.DoAsync(study, token.Actor, new(id, body.Source, body.Code, body.Start, body.End, InPoints: true), cancel),
                a => SegmentAnswer.Of(a.Segment, a.Positions)));
        segments.MapDelete("/{id:guid}", async (string study, Guid id, LaunchToken token, RemoveSegment remove, CancellationToken cancel) =>
            Answers.Done(await remove.DoAsync(study, token.Actor, id, cancel), _ => new DoneAnswer()));
    }
}
