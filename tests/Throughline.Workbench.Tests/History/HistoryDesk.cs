using Throughline.Workbench.Codebook;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Tests.History;

/// <summary>What tests of the history do again and again.</summary>
internal static class HistoryDesk
{
    public static Task<Outcome<Done<IReadOnlyList<ChangeLine>>>> UndoAllAsync(this Desk desk, params long[] numbers) =>
        desk.Get<UndoChanges>().DoAsync(desk.Study, Desk.Maren, numbers, default);

    /// <summary>Counts, codebook and coding as they were then, in words.</summary>
    public static async Task<string> SeenAsync(this Desk desk, DateTimeOffset at)
    {
        var then = (await desk.Get<StudyAsOf>().AskAsync(desk.Study, Desk.Maren, at, default)).Value.Then;
        var codebook = (await desk.Get<CodebookAsOf>().AskAsync(desk.Study, Desk.Maren, at, default)).Value;
        var lines = new List<string> { then.ToString() };
        lines.AddRange(codebook.Select(l => $"{l.Level} {l.Code.Name} {l.Meaning?.Definition}"));
        foreach (var source in new[] { "P07", "P09" })
            lines.AddRange((await desk.Get<SegmentsAsOf>().AskAsync(desk.Study, Desk.Maren, source, at, default)).Is(out var coding, out var gone)
                ? coding.Segments.Select(s => $"{source} {s.Segment.Id} {s.Segment.Start} {s.Segment.End} {s.Code!.Name} {s.Text}") : [gone.Title]);
        return string.Join('\n', lines);
    }

    public static async Task<IReadOnlyList<ChangeLine>> HistoryAsync(this Desk desk, HistoryFilter? filter = null) =>
        (await desk.Get<HistoryOf>().AskAsync(desk.Study, Desk.Maren, filter ?? HistoryFilter.None, null, 100, default)).Value.Changes;
}
