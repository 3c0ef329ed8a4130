namespace Throughline.Formats.Tests.Transcripts;

/// <summary>Real files beside the checkout. A test that needs one is skipped where they are absent.</summary>
internal static class Fixtures
{
    public static byte[] Bytes(string path)
    {
        var found = Folder() is { } folder ? Path.Combine(folder, path) : "";
        if (!File.Exists(found))
            Assert.Skip($"The fixture {path} is not here.");
        return File.ReadAllBytes(found);
    }

    public static IReadOnlyList<string> Files(string path, string pattern)
    {
        var found = Folder() is { } folder ? Path.Combine(folder, path) : "";
        if (!Directory.Exists(found))
            Assert.Skip($"The fixtures {path} are not here.");
        return [.. Directory.GetFiles(found, pattern).Order(StringComparer.Ordinal)];
    }

    private static string? Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var beside = Path.Combine(at.FullName, "shared", "fixtures");
            if (Directory.Exists(beside))
                return beside;
        }

        return null;
    }
}
