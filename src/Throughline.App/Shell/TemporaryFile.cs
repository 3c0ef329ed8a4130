using Microsoft.AspNetCore.Http.Features;

namespace Throughline.App.Shell;

/// <summary>What is too large for memory on its way in or out: a file without a name that lasts as long as it is open.</summary>
public static class TemporaryFile
{
    private const long Largest = 64L << 30;

    /// <summary>Where the system lets an open file be removed it is at once: nobody else can open it, and none stays when the process is killed.</summary>
    public static FileStream New()
    {
        var path = Path.Combine(Path.GetTempPath(), $"throughline-{Guid.NewGuid():N}.tmp");
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1 << 16, Options = FileOptions.Asynchronous };
        if (OperatingSystem.IsWindows())
        {
            how.Options |= FileOptions.DeleteOnClose;
            return new(path, how);
        }
        how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, how);
        File.Delete(path);
        return file;
    }

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
