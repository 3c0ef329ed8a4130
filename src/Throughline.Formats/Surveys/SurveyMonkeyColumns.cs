using System.Text.RegularExpressions;
using Throughline.Formats.Tables;

namespace Throughline.Formats.Surveys;

/// <summary>SurveyMonkey's two heading rows: the question once, over the first of its columns, and below it each column's part.</summary>
internal static partial class SurveyMonkeyColumns
{
    private static readonly HashSet<string> Whole = ["response", "openendedresponse"];

    public static bool Look(TableRow row) => ToolColumns.Key(row[0]) is "respondentid";

    /// <summary>The question and the part of each column, the question carried over the blank cells behind it.</summary>
    public static IReadOnlyList<(string Question, string Part)> Headings(TableRow names, TableRow? parts, int width)
    {
        var headings = new List<(string, string)>(width);
        var question = "";
        for (var i = 0; i < width; i++)
        {
            var name = names[i].Trim();
            if (name.Length > 0 && !Filler().IsMatch(name))
                question = name;
            var part = parts?[i].Trim() ?? "";
            headings.Add((question, Whole.Contains(ToolColumns.Key(part)) ? "" : part));
        }
        return headings;
    }

    /// <summary>The name that the statistics package R puts over a column that has none.</summary>
    [GeneratedRegex(@"^(\.\.\.\d+|X\.\d+|Unnamed: \d+(_level_\d+)?)\z")]
    private static partial Regex Filler();
}
