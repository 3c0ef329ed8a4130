namespace Throughline.Formats.Transcripts;

/// <summary>Where a person finds something in a transcript: "cue 212, line 846", "line 12", "paragraph 14".</summary>
/// <param name="What">What is counted: "cue", "paragraph"; null where only the line is known.</param>
/// <param name="Number">Which of them, from 1.</param>
/// <param name="Line">The line of the file, from 1; 0 where the file has no lines.</param>
internal readonly record struct Place(string? What, int Number, int Line)
{
    public static Place AtLine(int line) => new(null, 0, line);

    public static Place AtParagraph(int number) => new("paragraph", number, 0);

    public override string ToString()
    {
        var line = Line > 0 ? $"line {Refusal.Count(Line)}" : "";
        var item = What is null ? "" : $"{What} {Refusal.Count(Number)}";
        return item.Length > 0 && line.Length > 0 ? $"{item}, {line}" : item + line;
    }

    /// <summary>In a list: "cue 212 (09:14)", or the line where the time is not known.</summary>
    public string InList(long? ms) =>
        What is null || ms is null ? ToString() : $"{What} {Refusal.Count(Number)} ({MediaTime.Show(ms.Value)})";
}
