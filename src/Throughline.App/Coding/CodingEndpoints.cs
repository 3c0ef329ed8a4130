using Throughline.App.Shell;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;

namespace Throughline.App.Coding;

public static class CodingEndpoints
{
    public sealed record Body(string Source, string Code, int Start, int End);

    /// <summary>Without an id the segment gets one.</summary>
    public sealed record BulkItem(Guid? Id, string Source, string Code, int Start, int End);

    public sealed record Bulk(IReadOnlyList<BulkItem> Segments);

    public sealed record InVivoBody(string Source, int Start, int End, Guid Code);

    public sealed record SplitBody(int At, Guid Second);

    public sealed record BulkAnswer(int Applied, int Unchanged, IReadOnlyList<ApplyCodes.Refused> Refused, IReadOnlyList<Guid> Ids) : Answer;

    public sealed record InVivoAnswer(SegmentAnswer Segment, CodedAnswer Code) : Answer;

    public sealed record SplitAnswer(SegmentAnswer First, SegmentAnswer Second) : Answer;

    public static void MapCoding(this RouteGroupBuilder study)
    {
        var segments = study.MapGroup("/segments").WithTags("Coding");
        segments.MapPut("/{id:guid}", async (string study, Guid id, Body body, LaunchToken token, ApplyCode apply, CancellationToken cancel) =>
            Answers.Done(
                await apply.DoAsync(study, token.Actor, new(id, body.Source, body.Code, body.Start, body.End, InPoints: true), cancel),
                SegmentAnswer.Of));
        segments.MapDelete("/{id:guid}", async (string study, Guid id, LaunchToken token, RemoveSegment remove, CancellationToken cancel) =>
            Answers.Done(await remove.DoAsync(study, token.Actor, id, cancel), _ => new DoneAnswer()));
        segments.MapPut("/{id:guid}/in-vivo", async (string study, Guid id, InVivoBody body, LaunchToken token, CodeInVivo code, CancellationToken cancel) =>
            Answers.Done(
                await code.DoAsync(study, token.Actor, new(id, body.Code, body.Source, body.Start, body.End, InPoints: true), cancel),
                a => new InVivoAnswer(SegmentAnswer.Of(a.Segment), CodedAnswer.Of(a.Code))));
        segments.MapPut("/{id:guid}/split", async (string study, Guid id, SplitBody body, LaunchToken token, SplitSegment split, CancellationToken cancel) =>
            Answers.Done(
                await split.DoAsync(study, token.Actor, new(id, body.Second, body.At, InPoints: true), cancel),
                h => new SplitAnswer(SegmentAnswer.Of(h.First), SegmentAnswer.Of(h.Second))));
        segments.MapPost("/", ApplyAllAsync);
        segments.MapGet("/counts", async (string study, LaunchToken token, CodeCounts counts, CancellationToken cancel) =>
            Answers.Ok(await counts.AskAsync(study, token.Actor, cancel), c => c));
    }

    private static async Task<IResult> ApplyAllAsync(string study, Bulk body, LaunchToken token, ApplyCodes apply, CancellationToken cancel)
    {
        if (body.Segments is null || body.Segments.Any(s => s is null)) return Answers.Of(new Problem.Invalid("segments", "Send {\"segments\": [{\"id\", \"source\", \"code\", \"start\", \"end\"}, …]}."));
        var requests = body.Segments.Select(s => new ApplyCode.Request(s.Id ?? Guid.CreateVersion7(), s.Source ?? "", s.Code ?? "", s.Start, s.End, InPoints: true)).ToList();
        return Answers.Done(await apply.DoAsync(study, token.Actor, requests, cancel), a =>
            new BulkAnswer(a.Applied, a.Unchanged, a.Refused, [.. requests.Select(r => r.Id)]));
    }
}

/// <summary>A code as a page that codes needs it.</summary>
public sealed record CodedAnswer(
    Guid Id, string Name, Guid? Parent, long Position, int Dye, int Weave, bool InVivo, int DefinitionVersion, bool Retired)
{
    public static CodedAnswer Of(Code code) => new(
        code.Id, code.Name, code.ParentId, code.Position, code.Dye, code.Weave, code.InVivo, code.DefinitionVersion, code.RetiredAt is not null);
}
