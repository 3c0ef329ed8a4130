using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>
/// Cuts a segment in two. The first part stays the segment that it was, with its notes and its place in themes; the second is
/// a new one by the same coder. White space at the cut belongs to neither.
/// </summary>
public sealed class SplitSegment(StudyStore store) : IVerb
{
    /// <summary>The cut is in UTF-16 code units of the text unless <paramref name="InPoints"/>.</summary>
    public sealed record Request(Guid Id, Guid Second, int At, bool InPoints = false);

    public sealed record Halves(PlacedSegment First, PlacedSegment Second);

    public Task<Outcome<Done<Halves>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Halves>(study, actor, Right.Code, async scope =>
        {
            if (await scope.SegmentAsync(request.Id) is not { } first) return new Problem.NotFound("segment", request.Id.ToString());
            if (!(await scope.SourceToCodeAsync(first.SourceId.ToString())).Is(out var source, out var problem)) return problem;
            if (!(await scope.CodeToApplyAsync(first.CodeId.ToString())).Is(out var code, out problem)) return problem;
            var (content, positions, coder) = (await scope.ContentAsync(source), source.Positions(), await scope.CoderOfAsync(first));
            var second = await scope.SegmentAsync(request.Second);
            if (second is null)
            {
                if (!Cut(first, content.Text, request.InPoints ? ToUnits(positions, request.At) : request.At).Is(out var cut, out problem)) return problem;
                scope.Record(nameof(SplitSegment), ApplyCode.Told("split", content.Words(first.Start, first.End), source, code));
                second = scope.Add(new CodedSegment
                {
                    Id = request.Second, SourceId = first.SourceId, CodeId = first.CodeId, CoderId = first.CoderId,
                    DefinitionVersion = first.DefinitionVersion, At = first.At, Start = cut.SecondStart, End = first.End,
                });
                first.End = cut.FirstEnd;
            }
            else if (second.SourceId != first.SourceId || second.CodeId != first.CodeId)
            {
                return new Problem.Conflict("This id is taken", $"The segment {request.Second} is another one. Split with a new id.");
            }
            PlacedSegment Placed(CodedSegment s) => new(SegmentLine.Of(s, content.Words(s.Start, s.End), coder), positions);
            return new Halves(Placed(first), Placed(second));
        }, cancel);

    private static int ToUnits(Methods.Anchors.TextPositions positions, int point) =>
        point < 0 || point > positions.Points ? -1 : positions.ToUnits(point);

    private static Outcome<(int FirstEnd, int SecondStart)> Cut(CodedSegment segment, string text, int at)
    {
        var (end, start) = (at, at);
        while (end > segment.Start && end <= text.Length && char.IsWhiteSpace(text[end - 1])) end--;
        while (start >= 0 && start < segment.End && char.IsWhiteSpace(text[start])) start++;
        return end > segment.Start && start < segment.End && start >= end
            ? (end, start)
            : new Problem.Invalid("at", "A segment is cut between two of its words. This place leaves one part empty.");
    }
}
