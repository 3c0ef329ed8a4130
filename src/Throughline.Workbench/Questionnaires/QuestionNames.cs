using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Throughline.Workbench.Questionnaires;

/// <summary>Names of variables proposed from what is asked: short, unlike any other, fit for R and SPSS.</summary>
public static partial class QuestionNames
{
    public const int Length = 60;

    private static readonly HashSet<string> Passed =
    [
        "a", "an", "the", "do", "does", "did", "have", "has", "is", "are", "was", "were", "you", "your", "i", "my", "me", "we", "our", "to", "of", "in", "on", "at", "for",
        "and", "or", "be", "been", "how", "what", "which", "that", "this", "it", "if", "with", "would", "could", "may", "will", "can", "there",
    ];

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*$")]
    private static partial Regex Fit { get; }

    [GeneratedRegex(@"^q\d+$")]
    private static partial Regex Placeholder { get; }

    public static bool IsFit(string name) => name.Length <= Length && Fit.IsMatch(name);

    /// <summary>Whether a name says only that nobody has thought of one yet.</summary>
    public static bool IsPlaceholder(string name) => Placeholder.IsMatch(name);

    /// <param name="text">What is asked.</param>
    /// <param name="before">The name of the question before, where both belong to one battery: its number is counted on.</param>
    /// <param name="taken">Names that are in use, in lower case.</param>
    public static string Propose(string text, string? before, IReadOnlySet<string> taken)
    {
        if (before is not null && before.LastIndexOf('_') is > 0 and var at && int.TryParse(before[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return Free($"{before[..at]}_", number + 1, taken);
        var words = Words(text).ToList();
        var kept = words.Where(w => !Passed.Contains(w)).Take(4).ToList();
        if (kept.Count == 0) kept = [.. words.Take(4)];
        var name = string.Join('_', kept);
        if (name.Length == 0) return Free("q", 1, taken);
        if (!char.IsAsciiLetter(name[0])) name = "q_" + name;
        if (name.Length > 40) name = name[..40].TrimEnd('_');
        return taken.Contains(name) ? Free(name + "_", 2, taken) : name;
    }

    private static string Free(string stem, int from, IReadOnlySet<string> taken)
    {
        while (taken.Contains($"{stem}{from}".ToLowerInvariant())) from++;
        return $"{stem}{from}";
    }

    private static IEnumerable<string> Words(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormD).ToLowerInvariant())
            if (char.IsAsciiLetterOrDigit(c)) plain.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && c is not ('\'' or '’')) plain.Append(' ');
        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
