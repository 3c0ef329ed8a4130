using System.Text;
using System.Text.Json;

namespace Throughline.App.Tests.Cli;

/// <summary>A folder of data that commands work on, one after the other.</summary>
public sealed class DataDirectory : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("throughline-cli-").FullName;

    public string Data => Path.Combine(path, "data");

    public Task<Executable.Ran> RunAsync(params IEnumerable<string> words) => CommandHere.RunAsync([.. words, "--data", Data]);

    /// <summary>The same as a process of its own, which costs seconds: for what only a process can show.</summary>
    public Task<Executable.Ran> RunApartAsync(params IEnumerable<string> words) => Executable.RunAsync(Data, words);

    /// <summary>Runs with <c>--json</c>: it must end as told, and print one value.</summary>
    public async Task<JsonElement> JsonAsync(int exit, params IEnumerable<string> words)
    {
        var ran = await RunAsync([.. words, "--json"]);
        Assert.True(ran.Exit == exit, $"{string.Join(' ', words)} ended with {ran.Exit}: {ran.Errors}");
        using var document = JsonDocument.Parse(ran.Output);
        return document.RootElement.Clone();
    }

    public string Write(string name, string text)
    {
        var file = Path.Combine(path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text, new UTF8Encoding(false));
        return file;
    }

    public void Dispose() => Directory.Delete(path, recursive: true);
}
