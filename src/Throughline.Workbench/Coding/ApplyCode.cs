using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Coding;

/// <summary>
/// Puts a code on a stretch of a source. Sent again with the same id and the same values it changes nothing; with other values
/// the segment becomes what is sent: moved, resized, recoded.
/// </summary>
public sealed class ApplyCode(StudyStore store) : IVerb
{
    /// <summary>Positions are UTF-16 code units unless <paramref name="InPoints"/>.</summary>
    public sealed record Request(Guid Id, string Source, string Code, int Start, int End, bool InPoints = false);

    public Task<Outcome<Done<PlacedSegment>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<PlacedSegment>(study, actor, Right.Code, async scope =>
        {
            if (!(await scope.SourceAsync(request.Source)).Is(out var source, out var problem)) return problem;
            if (!(await scope.CodeAsync(request.Code)).Is(out var code, out problem)) return problem;
            if (!Stretch(source, request).Is(out var stretch, out problem)) return problem;
            var (start, end) = stretch;
            var segment = await scope.Segments.FirstOrDefaultAsync(s => s.Id == request.Id, cancel);
            if (segment is not null && segment.SourceId != source.Id)
                return new Problem.Conflict("This id is taken", $"The segment {request.Id} stands in another source. A segment does not change its source.");
            if (segment?.CodeId != code.Id && code.RefusesCoding() is { } retired) return retired;
            var isNew = segment is null;
            var coder = isNew ? await scope.CoderAsync() : await scope.Coders.SingleAsync(c => c.Id == segment!.CoderId, cancel);
            segment ??= scope.Add(new CodedSegment { Id = request.Id, SourceId = source.Id, CoderId = coder.Id, At = scope.Now });
            if (segment.CodeId != code.Id) (segment.CodeId, segment.DefinitionVersion) = (code.Id, code.DefinitionVersion);
            (segment.Start, segment.End) = (start, end);
            scope.Record(isNew ? nameof(ApplyCode) : "ChangeSegment", await ToldAsync(scope, isNew ? "coded" : "changed", source, code, segment));
            var words = (await scope.ContentAsync(source)).Words(start, end);
            return new PlacedSegment(new(segment.Id, source.Id, code.Id, start, end, words, coder.Name, segment.DefinitionVersion, segment.At), source.Positions());
        }, cancel);

    public static Outcome<(int Start, int End)> Stretch(Source source, Request request)
    {
        var positions = source.Positions();
        var length = request.InPoints ? positions.Points : positions.Length;
        if (request.Start < 0 || request.End > length || request.Start >= request.End)
            return new Problem.Invalid("end", $"A segment lies within the text: from 0 to {length}, its start before its end. This one is {request.Start} to {request.End}.");
        return request.InPoints ? (positions.ToUnits(request.Start), positions.ToUnits(request.End)) : (request.Start, request.End);
    }

    /// <summary>‘The first words…’ with Code, in Source.</summary>
    public static async Task<string> ToldAsync(StudyScope scope, string did, Source source, Code code, CodedSegment segment)
    {
        var content = await scope.ContentAsync(source);
        return $"{did} ‘{Told.Words(content.Words(segment.Start, segment.End))}’ with {code.Name}, {source.Name}";
    }
}
