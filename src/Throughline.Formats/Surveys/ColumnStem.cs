using System.Text.RegularExpressions;

namespace Throughline.Formats.Surveys;

/// <summary>What a column has in common with its neighbours, and what is its own: "Q5" of "Q5_1", "How often - Reading".</summary>
/// <param name="Key">Equal for columns that belong together.</param>
/// <param name="Name">A name for what is common.</param>
/// <param name="Label">The question that is common.</param>
/// <param name="Own">What is the column's own: the item, or the words beside the box.</param>
internal sealed partial record ColumnStem(string Key, string Name, string Label, string Own)
{
    public static ColumnStem? Of(ColumnDraft column)
    {
        var parted = Parted(column.Label);
        if (column.Tag.Length > 0 && column.Label.EndsWith($" - {column.Tag}", StringComparison.Ordinal))
            parted = (column.Label[..^(column.Tag.Length + 3)], column.Tag);
        var numbered = Numbered().Match(column.Name);
        if (numbered.Success && numbered.Groups[1].Value.Length > 0)
        {
            var stem = numbered.Groups[1].Value;
            return new ColumnStem("name:" + stem, stem, parted?.Stem ?? stem, parted?.Own ?? column.Label);
        }
        return parted is { } label ? new ColumnStem("label:" + label.Stem, Short(label.Stem), label.Stem, label.Own) : null;
    }

    private static (string Stem, string Own)? Parted(string label)
    {
        var bracket = Bracketed().Match(label);
        if (bracket.Success)
            return (bracket.Groups[1].Value, bracket.Groups[2].Value);
        var at = label.LastIndexOf(" - ", StringComparison.Ordinal);
        if (at <= 0 || at + 3 >= label.Length)
            return null;
        var stem = label[..at];
        return (stem.EndsWith(" - Selected Choice", StringComparison.Ordinal) ? stem[..^18] : stem, label[(at + 3)..]);
    }

    private static string Short(string stem) => stem.Length <= 80 ? stem : stem[..79] + "\u2026";

    /// <summary>"Q5_1", "item3", "burnout.12", "pss_4r".</summary>
    [GeneratedRegex(@"^(.*?[A-Za-z][A-Za-z0-9 ]*?)[_.\- ]?(\d{1,3})r?\z")]
    private static partial Regex Numbered();

    /// <summary>"How often do you … [Reading]", as Google Forms and LimeSurvey write it.</summary>
    [GeneratedRegex(@"^(.{1,1000}?)\s*\[([^\[\]]{1,500})\]\s*\z")]
    private static partial Regex Bracketed();
}
