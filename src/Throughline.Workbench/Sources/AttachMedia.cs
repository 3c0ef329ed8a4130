using Throughline.Formats.Media;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>
/// Gives a source the picture, PDF or recording that it names and that did not come with it. Where its checksum is known, no other
/// file is taken; else its first bytes must be of the source's kind.
/// </summary>
public sealed class AttachMedia(StudyStore store) : IVerb
{
    /// <param name="FileName">As the file is called where it was found.</param>
    /// <param name="Bytes">Must be seekable.</param>
    public sealed record Request(string Source, string FileName, Stream Bytes);

    public async Task<Outcome<Done<Source>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel)
    {
        if (!(await store.AskAsync<Source>(study, actor, scope => LookAsync(scope, request), cancel)).Is(out _, out var problem)) return problem;
        string hash;
        long length;
        try
        {
            (hash, length) = await store.Blobs.KeepAsync(request.Bytes, cancel);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Problem.NotKept($"{request.FileName} could not be kept", $"{fault.Message} The source is as it was. Free some space, and attach it again.");
        }
        return await store.ChangeAsync<Source>(study, actor, Right.EditSources, async scope =>
        {
            if (!(await scope.SourceAsync(request.Source)).Is(out var source, out var gone)) return gone;
            if (source.Blob.Length > 0 && source.Blob != hash) return Other(source, request.FileName);
            if (source.Blob == hash) return source;
            (source.Blob, source.FileBytes) = (hash, length);
            if (source.FileName.Length == 0) source.FileName = OfferedFile.Shown(request.FileName);
            scope.Record(nameof(AttachMedia), $"attached {request.FileName} to {source.Name}");
            return source;
        }, cancel);
    }

    private static async Task<Outcome<Source>> LookAsync(StudyScope scope, Request request)
    {
        if (!Rights.Allows(scope.Actor.Role, Right.EditSources)) return new Problem.NotAllowed(Rights.Told(Right.EditSources), scope.Actor.Name);
        if (!(await scope.SourceAsync(request.Source)).Is(out var source, out var problem)) return problem;
        if (source.Kind is not (MediaType.Picture or MediaType.Pdf or MediaType.Audio or MediaType.Video))
            return new Problem.Invalid("source", $"{source.Name} is words; a picture, PDF or recording cannot be attached to it.");
        if (source.Blob.Length > 0 && source.FileBytes > 0 && source.FileBytes != request.Bytes.Length) return Other(source, request.FileName);
        return IsOfKind(MediaType.Of(request.Bytes), source.Kind) ? source
            : new Problem.Unreadable(request.FileName, "its first bytes", $"It is not a {Word(source.Kind)}, whatever its name says.", $"{source.Name} is as it was. Choose its {Word(source.Kind)}.");
    }

    private static Problem Other(Source source, string file) => new Problem.Conflict(
        $"{file} is another file", $"The original of {source.Name} is known by its checksum, and this one has another. The source is as it was.");

    /// <summary>A container of video may hold sound alone, and the other way round.</summary>
    private static bool IsOfKind(MediaType? type, string kind) =>
        type?.Kind == kind || kind is MediaType.Audio or MediaType.Video && type?.Kind is MediaType.Audio or MediaType.Video;

    private static string Word(string kind) => kind switch { MediaType.Pdf => "PDF", MediaType.Audio => "sound recording", _ => kind };
}
