using System.Security.Cryptography;
using System.Text;
using Throughline.App.Shell;
using Throughline.Storage;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.App.Studies;

/// <summary>
/// The demonstration brought in once, when the program is built, so that a first start copies a folder where it would import for
/// seconds. It belongs to one build, one set of sample files and one name; for any other there is none, and the start imports.
/// </summary>
public static class PreparedDemonstration
{
    private const string Database = "throughline.db", Blobs = "blobs";

    /// <summary>Brings it in on a folder beside the program, which takes its place only when it is whole.</summary>
    public static async Task<Outcome<string>> PrepareAsync(Actor actor, CancellationToken cancel)
    {
        var place = PlaceFor(actor);
        if (Directory.Exists(place)) return place;
        var partial = $"{place}.{Guid.NewGuid():N}.partial";
        if (await FillAsync(partial, actor, cancel) is { } problem) return problem;
        try
        {
            Directory.Move(partial, place);
        }
        catch (IOException) when (Directory.Exists(place))
        {
            Directory.Delete(partial, recursive: true);
        }
        return place;
    }

    /// <summary>Fills a folder that has no database yet. The database comes last: without it nothing is there.</summary>
    /// <returns>Whether there was one to copy.</returns>
    public static bool CopyTo(DataFolder folder, Actor actor)
    {
        var place = PlaceFor(actor);
        if (!folder.OnSqlite || File.Exists(folder.DatabaseFile) || !File.Exists(Path.Combine(place, Database))) return false;
        try
        {
            foreach (var blob in Directory.EnumerateFiles(Path.Combine(place, Blobs), "*", SearchOption.AllDirectories))
                Copy(blob, Path.Combine(folder.Path, Path.GetRelativePath(place, blob)));
            Copy(Path.Combine(place, Database), folder.DatabaseFile);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The import that follows tells what is in the way, if anything is.
            return false;
        }
    }

    private static async Task<Problem?> FillAsync(string path, Actor actor, CancellationToken cancel)
    {
        var opened = await DataFolder.OpenAsync(path, null, cancel);
        if (!opened.Is(out var folder, out var problem)) return problem;
        using (folder)
        await using (var services = new ServiceCollection().AddWorkbench(folder).BuildServiceProvider())
        {
            return (await services.GetRequiredService<Demonstration>().LoadAsync(actor, cancel)).Problem;
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to + ".partial", overwrite: true);
        File.Move(to + ".partial", to, overwrite: true);
    }

    private static string PlaceFor(Actor actor)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(actor.Name));
        foreach (var type in new[] { typeof(PreparedDemonstration), typeof(DataFolder), typeof(IVerb), typeof(Throughline.Formats.UnreadableFileException), typeof(Throughline.Methods.Anchors.TextPositions) })
            hash.AppendData(type.Module.ModuleVersionId.ToByteArray());
        foreach (var file in Directory.EnumerateFiles(Demonstration.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            hash.AppendData(File.ReadAllBytes(file));
        return Path.Combine(AppContext.BaseDirectory, "demonstration", Convert.ToHexStringLower(hash.GetHashAndReset())[..16]);
    }
}
