using Throughline.App.Shell;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Shared;

namespace Throughline.App.Interchange;

/// <summary>A project as the body of a request, open as long as it is being brought in. Databases are read from a file of their own name.</summary>
public sealed class UploadedProject : IAsyncDisposable
{
    private readonly IDisposable reading;
    private readonly FileStream? body;
    private readonly DirectoryInfo? folder;

    private UploadedProject(OfferedProject project, IDisposable reading, FileStream? body, DirectoryInfo? folder) =>
        (Project, this.reading, this.body, this.folder) = (project, reading, body, folder);

    public OfferedProject Project { get; }

    public static async Task<Outcome<UploadedProject>> ReadAsync(HttpContext context, string name, string? project, CancellationToken cancel)
    {
        var body = await TemporaryFile.OfBodyAsync(context, cancel);
        if (Path.GetExtension(name).ToLowerInvariant() is ".sqlite3" or ".sqlite" or ".db" or ".qda" or ".zip") return await ReadDatabaseAsync(body, name, project, cancel);
        if (OfferedProject.Read(body, name).Is(out var offered, out var problem)) return new UploadedProject(offered.Project, offered.Reading, body, null);
        await body.DisposeAsync();
        return problem;
    }

    private static async Task<Outcome<UploadedProject>> ReadDatabaseAsync(FileStream body, string name, string? project, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("throughline-");
        try
        {
            var path = Path.Combine(folder.FullName, $"project{Path.GetExtension(name)}");
            await using (body)
            await using (var file = File.Create(path)) await body.CopyToAsync(file, cancel);
            if (OfferedProject.ReadOther(path, project, called: name).Is(out var offered, out var problem))
            {
                var opened = folder;
                folder = null;
                return new UploadedProject(offered.Project, offered.Reading, null, opened);
            }
            return problem;
        }
        finally
        {
            folder?.Delete(recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        reading.Dispose();
        if (body is not null) await body.DisposeAsync();
        folder?.Delete(recursive: true);
    }
}
