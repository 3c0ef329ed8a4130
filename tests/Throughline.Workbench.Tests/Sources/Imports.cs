using System.Text;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Tests.Sources;

/// <summary>Files for imports, and the import of them.</summary>
internal static class Imports
{
    public const string Interview = """
        WEBVTT

        00:00:01.000 --> 00:00:04.000
        <v Interviewer>How did you come to the work?</v>

        00:00:04.500 --> 00:00:09.000
        <v P07>Through my neighbour. Nobody in that building knows I’m here.</v>

        00:00:10.000 --> 00:00:12.000
        <v Interviewer>And what kept you?</v>

        00:00:12.500 --> 00:00:20.000
        <v P07>The people 🙂 and the walks.</v>
        """;

    public static OfferedFile File(string name, string text, Guid? id = null) => new(id ?? Guid.CreateVersion7(), name, Encoding.UTF8.GetBytes(text));

    public static async IAsyncEnumerable<OfferedFile> Each(IEnumerable<OfferedFile> files)
    {
        foreach (var file in files)
        {
            yield return file;
            await Task.Yield();
        }
    }

    public static Task<Outcome<ImportFiles.Report>> ImportAsync(this Desk desk, params OfferedFile[] files) =>
        desk.Get<ImportFiles>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), Each(files)), default);

    public static async Task<ImportedLine> ImportOneAsync(this Desk desk, string name, string text) =>
        (await desk.ImportAsync(File(name, text))).Value.Files.Single();

    public static async Task<IReadOnlyList<SourceList.Line>> SourcesAsync(this Desk desk) =>
        (await desk.Get<SourceList>().AskAsync(desk.Study, Desk.Maren, default)).Value;

    public static async Task<SourceOf.Answer> SourceOfAsync(this Desk desk, string named) =>
        (await desk.Get<SourceOf>().AskAsync(desk.Study, Desk.Maren, named, default)).Value;

    public static async Task<string> TextAsync(this Desk desk, string named) =>
        (await desk.Get<SourceWords>().AskAsync(desk.Study, Desk.Maren, named, default)).Value.Content.Text;
}
