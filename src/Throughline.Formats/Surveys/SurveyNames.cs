using Throughline.Formats.Tables;

namespace Throughline.Formats.Surveys;

/// <summary>Names and questions of the columns out of the heading rows; repeated names are told apart, ragged rows are told.</summary>
internal static class SurveyNames
{
    private const int LongestName = 280;

    public static IReadOnlyList<ColumnDraft> Columns(SurveyHeadings headings, SurveySheet sheet)
    {
        var width = headings.Width;
        var most = headings.Answers.Select(row => row.Filled()).DefaultIfEmpty().Max();
        TellRagged(headings, sheet);
        var names = new Naming($"{sheet.PlaceWord} {headings.Names.Line}", sheet.Warnings);
        var columns = new List<ColumnDraft>(Math.Max(width, most));
        var parts = headings.Origin == SurveyOrigin.SurveyMonkey
            ? SurveyMonkeyColumns.Headings(headings.Names, headings.Labels, width)
            : null;
        for (var i = 0; i < Math.Max(width, most); i++)
            columns.Add(Column(i, headings, parts is not null && i < width ? parts[i] : null, names));
        return columns;
    }

    private static ColumnDraft Column(int index, SurveyHeadings headings, (string Question, string Part)? asked, Naming names)
    {
        if (asked is { } heading)
        {
            var whole = heading.Part.Length == 0 ? heading.Question : $"{heading.Question} - {heading.Part}";
            return new ColumnDraft(index, names.Unique(whole, index)) { Label = whole, Tag = heading.Part };
        }
        var column = new ColumnDraft(index, names.Unique(headings.Names[index], index)) { Label = headings.Names[index] };
        if (headings.Labels?[index] is { Length: > 0 } question)
            column.Label = question;
        if (headings.Tags?[index] is { } tag)
            column.Tag = QualtricsColumns.Tag(tag);
        return column;
    }

    private static void TellRagged(SurveyHeadings headings, SurveySheet sheet)
    {
        var (width, given) = (headings.Width, headings.Names.Cells.Count);
        foreach (var row in headings.Answers)
        {
            var place = $"{sheet.PlaceWord} {row.Line}";
            if (row.Filled() > width)
                sheet.Warnings.Repeat(
                    "rows have more cells than the heading", place,
                    $"The row has {row.Filled()} cells, and the heading {width}. The others stand in columns of their own.");
            else if (sheet.PlaceWord == "line" && row.Cells.Count < Math.Min(given, width))
                sheet.Warnings.Repeat(
                    "rows have fewer cells than the heading", place,
                    $"The row has {row.Cells.Count} cells, and the heading {width}. Those missing at the end are empty here.");
        }
    }

    private sealed class Naming(string place, SurveyWarnings warnings)
    {
        private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, int> last = new(StringComparer.OrdinalIgnoreCase);

        public string Unique(string heading, int index)
        {
            var name = ColumnDraft.Plain(heading);
            if (name.Length > LongestName)
                name = name[..LongestName];
            if (name.Length == 0)
                name = $"Column {index + 1}";
            if (taken.Add(name))
                return name;
            var n = last.GetValueOrDefault(name, 1);
            string unique;
            do
                unique = $"{name} ({++n})";
            while (!taken.Add(unique));
            last[name] = n;
            warnings.Repeat(
                "headings occur more than once", place,
                $"The heading \u201C{Shown(name)}\u201D occurs more than once. In column {index + 1} it is called \u201C{Shown(unique)}\u201D here.");
            return unique;
        }

        private static string Shown(string name) => name.Length <= 80 ? name : name[..40] + "\u2026" + name[^30..];
    }
}
