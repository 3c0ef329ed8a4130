using System.Text;
using Throughline.Workbench.Codebook;

namespace Throughline.Workbench.Interchange;

/// <summary>A code's meaning as the one description that other programs have, and back: each further field under its name on a line of its own.</summary>
internal static class Definitions
{
    public static string Written(CodeMeaning meaning)
    {
        var text = new StringBuilder(meaning.Definition);
        foreach (var (_, label, words) in meaning.Fields.Skip(1).Where(f => f.Text.Length > 0))
        {
            if (text.Length > 0) text.Append("\n\n");
            text.Append(label).Append(":\n").Append(words);
        }
        return text.ToString();
    }

    public static CodeMeaning Read(string description)
    {
        var parts = new Dictionary<string, StringBuilder>();
        var labels = CodeMeaning.None.Fields.Skip(1).ToDictionary(f => f.Label + ":", f => f.Field);
        var at = "definition";
        foreach (var line in description.Split('\n'))
        {
            if (labels.TryGetValue(line.TrimEnd(), out var field) && !parts.ContainsKey(field)) at = field;
            else (parts.TryGetValue(at, out var part) ? part : parts[at] = new()).Append(line).Append('\n');
        }
        string Of(string field) => parts.TryGetValue(field, out var part) ? part.ToString() : "";
        return Cut(new CodeMeaning(Of("definition"), Of("whenToUse"), Of("whenNotToUse"), Of("typicalExample"), Of("borderlineExample")).Tidy());
    }

    private static CodeMeaning Cut(CodeMeaning meaning)
    {
        static string Of(string text) => text.Length <= CodeDefinition.TextLength ? text : text[..(CodeDefinition.TextLength - 1)] + "…";
        return new(Of(meaning.Definition), Of(meaning.WhenToUse), Of(meaning.WhenNotToUse), Of(meaning.TypicalExample), Of(meaning.BorderlineExample));
    }
}
