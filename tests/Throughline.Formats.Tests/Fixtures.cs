namespace Throughline.Formats.Tests;

/// <summary>Real files made by real tools, beside the checkout; a test that needs one that is absent is skipped.</summary>
internal static class Fixtures
{
    public static byte[] Read(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "fixtures", name);
            if (File.Exists(file))
                return File.ReadAllBytes(file);
        }

        Assert.Skip($"The fixture {name} is not beside the checkout.");
        return [];
    }
}
