using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;

namespace Throughline.Workbench.Coding;

/// <summary>
/// Puts a code on a stretch of a source. Sent again with the same id and the same values it changes nothing; with other values
/// the segment becomes what is sent: moved, resized, recoded.
/// </summary>
public sealed class ApplyCode(StudyStore store) : IVerb, IOneRowVerb<ApplyCode.Request, KnownOfCoding, PlacedSegment>
{
    /// <summary>Positions are UTF-16 code units unless <paramref name="InPoints"/>.</summary>
    public sealed record Request(Guid Id, string Source, string Code, int Start, int End, bool InPoints = false);

    public Task<Outcome<Done<PlacedSegment>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeRowAsync(study, actor, this, request, cancel);

    Right IOneRowVerb<Request, KnownOfCoding, PlacedSegment>.Right => Right.Code;

    Guid? IOneRowVerb<Request, KnownOfCoding, PlacedSegment>.Row(Request request) => Lookups.Ids(request) is null ? null : request.Id;

    Task<IReadOnlyList<KnownOfCoding>> IOneRowVerb<Request, KnownOfCoding, PlacedSegment>.KnownAsync(
        StudyDb rows, Guid study, IReadOnlyList<(Actor Actor, Request Request)> acts, CancellationToken cancel) => rows.KnownAsync(study, acts, cancel);

    async Task<Outcome<PlacedSegment>> IOneRowVerb<Request, KnownOfCoding, PlacedSegment>.DoAsync(StudyScope scope, Request request, KnownOfCoding known)
    {
        if (!(known.Source is { } found ? found : await scope.SourceToCodeAsync(request.Source)).Is(out var source, out var problem)) return problem;
        if (!(known.Code is { } named ? named : await scope.CodeToApplyAsync(request.Code)).Is(out var code, out problem)) return problem;
        if (!Stretch(source, request).Is(out var stretch, out problem)) return problem;
        var there = known.Segment;
        var coder = there is null ? known.Coder ?? await scope.ActingCoderAsync()
            : known.Coder is { } acting && acting.Id == there.CoderId ? acting : await scope.CoderOfAsync(there);
        if (!Put(scope, there, new(request.Id, source, code, coder, stretch)).Is(out var segment, out problem)) return problem;
        var words = (await scope.ContentAsync(source)).Words(segment.Start, segment.End);
        scope.Record(there is null ? nameof(ApplyCode) : "ChangeSegment", Told(there is null ? "coded" : "changed", words, source, code));
        return new PlacedSegment(SegmentLine.Of(segment, words, coder), source.Positions());
    }

    public static Outcome<(int Start, int End)> Stretch(Source source, Request request)
    {
        var positions = source.Positions();
        var length = request.InPoints ? positions.Points : positions.Length;
        if (request.Start < 0 || request.End > length || request.Start >= request.End)
            return new Problem.Invalid("end", $"A segment lies within the text: from 0 to {length}, its start before its end. This one is {request.Start} to {request.End}.");
        return request.InPoints ? (positions.ToUnits(request.Start), positions.ToUnits(request.End)) : (request.Start, request.End);
    }

    /// <summary>A segment as it is to be.</summary>
    internal readonly record struct Wanted(Guid Id, Source Source, Code Code, Coder Coder, (int Start, int End) Stretch);

    /// <summary>Makes the segment, or changes the one that is <paramref name="there"/>.</summary>
    internal static Outcome<CodedSegment> Put(StudyScope scope, CodedSegment? there, Wanted wanted)
    {
        if (Clash(there, wanted.Id, wanted.Source, wanted.Code) is { } problem) return problem;
        var segment = there ?? scope.Add(new CodedSegment { Id = wanted.Id, SourceId = wanted.Source.Id, CoderId = wanted.Coder.Id, At = scope.Now });
        Set(segment, wanted.Code, wanted.Stretch);
        return segment;
    }

    /// <summary>Why the segment cannot be made, or the one that is <paramref name="there"/> cannot become it.</summary>
    internal static Problem? Clash(CodedSegment? there, Guid id, Source source, Code code) =>
        there is not null && there.SourceId != source.Id
            ? new Problem.Conflict("This id is taken", $"The segment {id} stands in another source. A segment does not change its source.")
            : there?.CodeId != code.Id && code.RefusesCoding() is { } retired ? retired : null;

    internal static void Set(CodedSegment segment, Code code, (int Start, int End) stretch)
    {
        if (segment.CodeId != code.Id) (segment.CodeId, segment.DefinitionVersion) = (code.Id, code.DefinitionVersion);
        (segment.Start, segment.End) = stretch;
    }

    /// <summary>coded ‘The first words…’ with Code, Source.</summary>
    internal static string Told(string did, string words, Source source, Code code) =>
        $"{did} ‘{Shared.Told.Words(words)}’ with {code.Name}, {source.Name}";
}
