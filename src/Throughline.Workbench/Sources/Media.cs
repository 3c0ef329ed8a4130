using Microsoft.EntityFrameworkCore;
using Throughline.Formats.Media;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>The picture, PDF or recording of a source, as what its own bytes say that it is.</summary>
public sealed class SourceMedia(StudyStore store) : IQuestion
{
    /// <param name="Type">Null where it is nothing that a page may show.</param>
    public sealed record Answer(Source Source, Stream Bytes, MediaType? Type);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, string source, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (!(await scope.SourceAsync(source)).Is(out var row, out var problem)) return problem;
            return row.Blob.Length > 0 && store.Blobs.Open(row.Blob) is { } bytes
                ? new Answer(row, bytes, MediaType.Of(bytes))
                : new Problem.NotFound("original of", row.Name);
        }, cancel);
}

/// <summary>The sources whose picture, PDF or recording is not here, by name.</summary>
public sealed class MissingMedia(StudyStore store) : IQuestion
{
    /// <param name="File">Under what name it is looked for.</param>
    /// <param name="Checksum">The SHA-256 that it must have; empty where none is known.</param>
    /// <param name="Bytes">How long it is; 0 where it is not known.</param>
    public sealed record Line(Guid Source, string Name, string Kind, string File, string Checksum, long Bytes);

    public Task<Outcome<IReadOnlyList<Line>>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync<IReadOnlyList<Line>>(study, actor, async scope => Outcome.Of<IReadOnlyList<Line>>(
        [
            .. (await scope.Sources.Where(s => s.Kind == MediaType.Picture || s.Kind == MediaType.Pdf || s.Kind == MediaType.Audio || s.Kind == MediaType.Video)
                .Select(s => new Line(s.Id, s.Name, s.Kind, s.FileName, s.Blob, s.FileBytes)).ToListAsync(cancel))
            .Where(l => !IsHere(store.Blobs, l.Checksum)).OrderBy(l => l.Name, NaturalOrder.Names),
        ]), cancel);

    public static bool IsHere(IBlobs blobs, string blob)
    {
        if (blob.Length == 0) return false;
        using var bytes = blobs.Open(blob);
        return bytes is not null;
    }
}
