using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Throughline.Formats;
using Throughline.Workbench.Sources;

namespace Throughline.App.Sources;

/// <summary>
/// Files out of a multipart request, one after the other as they arrive. A part whose name is a GUID gives the file that id, so that
/// a part sent again after a lost answer is not imported twice.
/// </summary>
internal sealed class Upload
{
    private readonly MultipartReader reader;
    private readonly ReadLimits limits;
    private readonly HashSet<Guid> ids = [];

    private Upload(MultipartReader reader, ReadLimits limits) => (this.reader, this.limits) = (reader, limits);

    /// <summary>Null where the request is not one of files.</summary>
    public static Upload? Of(HttpRequest request, ReadLimits limits)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data") return null;
        if (HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary) return null;
        // As long as it likes: each file is bounded, and no more than one batch of them is held at a time.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        return new(new MultipartReader(boundary.Value!, request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 8192 }, limits);
    }

    public async IAsyncEnumerable<OfferedFile> FilesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while (await NextAsync(cancel) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var about)) continue;
            var name = HeaderUtilities.RemoveQuotes(about.FileNameStar.HasValue ? about.FileNameStar : about.FileName);
            if (!name.HasValue) continue;
            var id = Guid.TryParse(HeaderUtilities.RemoveQuotes(about.Name).AsSpan(), out var given) && ids.Add(given) ? given : Guid.CreateVersion7();
            yield return await TakeAsync(id, name.Value, section.Body, cancel);
        }
    }

    private async Task<MultipartSection?> NextAsync(CancellationToken cancel)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancel);
        }
        catch (InvalidDataException fault)
        {
            throw new BadHttpRequestException(fault.Message, fault);
        }
        catch (IOException fault) when (fault is not BadHttpRequestException)
        {
            // The sender broke off. What was taken until then is kept; there is nobody to tell.
            throw new OperationCanceledException("The upload broke off.", fault);
        }
    }

    private async Task<OfferedFile> TakeAsync(Guid id, string name, Stream body, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        long length = 0;
        for (int read; (read = await ReadAsync(body, buffer, cancel)) > 0; length += read)
            if (length + read <= limits.FileBytes) bytes.Write(buffer, 0, read);
        if (length <= limits.FileBytes) return new(id, name, bytes.ToArray());
        var refusal = Refusal.FileTooLarge(length, limits);
        return new(id, name, default) { Refused = new(refusal.Place, refusal.Message, refusal.Remedy) };
    }

    private static async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancel)
    {
        try
        {
            return await body.ReadAsync(buffer, cancel);
        }
        catch (IOException fault)
        {
            throw new OperationCanceledException("The upload broke off.", fault);
        }
    }
}
