using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;

namespace Throughline.Workbench.Coding;

using SourceById = KnownQuery<Func<StudyDb, Guid, Guid, CancellationToken, Task<Source?>>>;
using CodeById = KnownQuery<Func<StudyDb, Guid, Guid, CancellationToken, Task<Code?>>>;
using CoderById = KnownQuery<Func<StudyDb, Guid, Guid, CancellationToken, Task<Coder?>>>;
using CoderByName = KnownQuery<Func<StudyDb, Guid, string, CancellationToken, Task<Coder?>>>;
using SegmentById = KnownQuery<Func<StudyDb, Guid, Guid, CancellationToken, Task<CodedSegment?>>>;

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
