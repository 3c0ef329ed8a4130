using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;

namespace Throughline.Workbench.Coding;

using SourceById = KnownQuery<Func<StudyDb, Guid, Guid, CancellationToken, Task<Source?>>>;
using CodeById = KnownQuery<Func<StudyDb, Guid, Guid, CancellationToken, Task<Code?>>>;
using CoderById = KnownQuery<Func<StudyDb, Guid, Guid, CancellationToken, Task<Coder?>>>;
using CoderByName = KnownQuery<Func<StudyDb, Guid, string, CancellationToken, Task<Coder?>>>;
using AllAtOnce = KnownQuery<Func<StudyDb, Guid, Guid, Guid, Guid, string, CancellationToken, Task<KnownOfCoding?>>>;
using SegmentById = KnownQuery<Func<StudyDb, Guid, Guid, CancellationToken, Task<CodedSegment?>>>;

/// <summary>What a coding is of, with whoever acts; null where it was not found by its key.</summary>
internal sealed record KnownOfCoding(Source? Source, Code? Code, CodedSegment? Segment, Coder? Coder);

/// <summary>What every coding looks up by its key. Sources, codes and coders found here are to be read, not changed.</summary>
internal static class Lookups
{
    private static readonly SourceById Sources = new(() => EF.CompileAsyncQuery((StudyDb db, Guid study, Guid id, CancellationToken cancel) =>
        db.Sources.AsNoTracking().FirstOrDefault(s => s.StudyId == study && s.Id == id)));
    private static readonly CodeById Codes = new(() => EF.CompileAsyncQuery((StudyDb db, Guid study, Guid id, CancellationToken cancel) =>
        db.Codes.AsNoTracking().FirstOrDefault(c => c.StudyId == study && c.Id == id)));
    private static readonly CoderById Coders = new(() => EF.CompileAsyncQuery((StudyDb db, Guid study, Guid id, CancellationToken cancel) =>
        db.Coders.AsNoTracking().FirstOrDefault(c => c.StudyId == study && c.Id == id)));
    private static readonly CoderByName CodersNamed = new(() => EF.CompileAsyncQuery((StudyDb db, Guid study, string name, CancellationToken cancel) =>
        db.Coders.AsNoTracking().FirstOrDefault(c => c.StudyId == study && c.Name == name)));
    private static readonly SegmentById Segments = new(() => EF.CompileAsyncQuery((StudyDb db, Guid study, Guid id, CancellationToken cancel) =>
        db.Segments.AsTracking().FirstOrDefault(s => s.StudyId == study && s.Id == id)));

    private static readonly AllAtOnce All = new(() => EF.CompileAsyncQuery((StudyDb db, Guid study, Guid source, Guid code, Guid segment, string coder, CancellationToken cancel) => (
        from clock in db.Clocks.AsNoTracking()
        where clock.StudyId == study
        join s in db.Sources on new { clock.StudyId, Id = source } equals new { s.StudyId, s.Id } into sources
        from s in sources.DefaultIfEmpty()
        join c in db.Codes on new { clock.StudyId, Id = code } equals new { c.StudyId, c.Id } into codes
        from c in codes.DefaultIfEmpty()
        join g in db.Segments on new { clock.StudyId, Id = segment } equals new { g.StudyId, g.Id } into segments
        from g in segments.DefaultIfEmpty()
        join w in db.Coders on new { clock.StudyId, Name = coder } equals new { w.StudyId, w.Name } into coders
        from w in coders.DefaultIfEmpty()
        select new KnownOfCoding(s, c, g, w)).FirstOrDefault()));

    /// <summary>Source and code by their ids; null where one of them is named otherwise.</summary>
    public static (Guid Source, Guid Code)? Ids(ApplyCode.Request request) =>
        Guid.TryParse(request.Source, out var source) && Guid.TryParse(request.Code, out var code) ? (source, code) : null;

    /// <summary>What codings look up, in their order: one all at once, many by one question of each kind. Their segments may be changed.</summary>
    public static async Task<IReadOnlyList<KnownOfCoding>> KnownAsync(
        this StudyDb db, Guid study, IReadOnlyList<(Actor Actor, ApplyCode.Request Request)> acts, CancellationToken cancel)
    {
        if (acts is not [var (actor, request)]) return await ManyAsync(db, study, acts, cancel);
        if (Ids(request) is not { } ids || await All.On(db)(db, study, ids.Source, ids.Code, request.Id, actor.Name, cancel) is not { } known)
            return [new(null, null, await Segments.On(db)(db, study, request.Id, cancel), null)];
        if (known.Segment is { } there) db.Attach(there);
        return [known];
    }

    private static async Task<IReadOnlyList<KnownOfCoding>> ManyAsync(
        StudyDb db, Guid study, IReadOnlyList<(Actor Actor, ApplyCode.Request Request)> acts, CancellationToken cancel)
    {
        var named = acts.Select(a => (Ids: Ids(a.Request)!.Value, a.Request.Id, a.Actor.Name)).Select(a => (a.Ids.Source, a.Ids.Code, a.Id, a.Name)).ToList();
        var (sourceIds, codeIds) = (named.Select(n => n.Source).Distinct().ToArray(), named.Select(n => n.Code).Distinct().ToArray());
        var (segmentIds, coderNames) = (named.Select(n => n.Id).ToArray(), named.Select(n => n.Name).Distinct().ToArray());
        var sources = await db.Sources.AsNoTracking().Where(s => s.StudyId == study && EF.Parameter(sourceIds).Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel);
        var codes = await db.Codes.AsNoTracking().Where(c => c.StudyId == study && EF.Parameter(codeIds).Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancel);
        var segments = await db.Segments.AsTracking().Where(s => s.StudyId == study && EF.Parameter(segmentIds).Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel);
        var coders = await db.Coders.AsNoTracking().Where(c => c.StudyId == study && EF.Parameter(coderNames).Contains(c.Name)).ToDictionaryAsync(c => c.Name, cancel);
        return named.ConvertAll(n => new KnownOfCoding(
            sources.GetValueOrDefault(n.Source), codes.GetValueOrDefault(n.Code), segments.GetValueOrDefault(n.Id), coders.GetValueOrDefault(n.Name)));
    }

    public static async Task<Outcome<Source>> SourceToCodeAsync(this StudyScope scope, string named) =>
        Guid.TryParse(named, out var id) && await Sources.On(scope.Rows)(scope.Rows, scope.StudyId, id, scope.Cancel) is { } found
            ? found : await scope.SourceAsync(named);

    public static async Task<Outcome<Code>> CodeToApplyAsync(this StudyScope scope, string named) =>
        Guid.TryParse(named, out var id) && await Codes.On(scope.Rows)(scope.Rows, scope.StudyId, id, scope.Cancel) is { } found
            ? found : await scope.CodeAsync(named);

    /// <summary>The segment itself, to be changed.</summary>
    public static Task<CodedSegment?> SegmentAsync(this StudyScope scope, Guid id) =>
        Segments.On(scope.Rows)(scope.Rows, scope.StudyId, id, scope.Cancel);

    public static async Task<Coder> CoderOfAsync(this StudyScope scope, CodedSegment segment) =>
        (await Coders.On(scope.Rows)(scope.Rows, scope.StudyId, segment.CoderId, scope.Cancel))!;

    /// <summary>Who acts, as a coder of this study.</summary>
    public static async Task<Coder> ActingCoderAsync(this StudyScope scope) =>
        await CodersNamed.On(scope.Rows)(scope.Rows, scope.StudyId, scope.Actor.Name, scope.Cancel) ?? await scope.CoderAsync();
}
