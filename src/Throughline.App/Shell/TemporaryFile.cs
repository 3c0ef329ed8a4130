using Microsoft.AspNetCore.Http.Features;

namespace Throughline.App.Shell;

/// <summary>What is too large for memory on its way in or out: a file without a name that lasts as long as it is open.</summary>
public static class TemporaryFile
{
    private const long Largest = 64L << 30;

    public static FileStream New() => new(
        Path.Combine(Path.GetTempPath(), $"throughline-{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16,
        FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    /// <summary>The body of a request, whole, at its beginning.</summary>
    public static async Task<FileStream> OfBodyAsync(HttpContext context, CancellationToken cancel)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = Largest;
        var file = New();
        try
        {
            await context.Request.Body.CopyToAsync(file, cancel);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        file.Position = 0;
        return file;
    }
}
