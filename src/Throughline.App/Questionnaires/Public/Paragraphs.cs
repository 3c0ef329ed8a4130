namespace Throughline.App.Questionnaires.Public;

/// <summary>What was written with blank lines between, as paragraphs.</summary>
public static class Paragraphs
{
    public static IEnumerable<string> Of(string text) => text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
