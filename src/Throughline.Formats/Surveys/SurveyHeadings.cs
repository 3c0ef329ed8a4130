using System.Text.RegularExpressions;
using Throughline.Formats.Tables;

namespace Throughline.Formats.Surveys;

/// <summary>The heading rows of a file, told from the answers, and the tool that writes headings so.</summary>
internal sealed partial class SurveyHeadings
{
    private readonly IReadOnlyList<TableRow> rows;

    private SurveyHeadings(IReadOnlyList<TableRow> rows, SurveyOrigin origin, int count, int? tags)
    {
        this.rows = rows;
        (Origin, Count) = (origin, count);
        Names = rows[0];
        Labels = count > 1 && tags != 1 ? rows[1] : null;
        Tags = tags is { } row ? rows[row] : null;
    }

    public SurveyOrigin Origin { get; }

    /// <summary>How many rows are headings.</summary>
    public int Count { get; }

    public TableRow Names { get; }

    /// <summary>The row of questions; null where there is none.</summary>
    public TableRow? Labels { get; }

    /// <summary>Qualtrics' row of import ids; null where there is none.</summary>
    public TableRow? Tags { get; }

    public IEnumerable<TableRow> Answers => rows.Skip(Count);

    /// <summary>How many columns the headings name.</summary>
    public int Width => rows.Take(Count).Max(row => row.Filled());

    public string OriginWords => Origin switch
    {
        SurveyOrigin.Qualtrics => "Qualtrics export",
        SurveyOrigin.RedCap => "REDCap export",
        SurveyOrigin.SurveyMonkey => "SurveyMonkey export",
        SurveyOrigin.JiscLike => "Export with numbered questions, as Jisc Online Surveys writes it",
        _ => "Table",
    };

    public string RowWords => Count switch { 1 => "one heading row", 2 => "two heading rows", _ => "three heading rows" };

    public static SurveyHeadings Of(SurveySheet sheet, SurveyOptions options, bool hasDictionary)
    {
        var rows = sheet.Rows;
        var (origin, count, tags) = Told(rows, hasDictionary);
        count = Math.Clamp(options.HeadingRows ?? count, 1, Math.Min(3, rows.Count));
        return new SurveyHeadings(rows, origin, count, tags < count ? tags : null);
    }

    private static (SurveyOrigin Origin, int Count, int? Tags) Told(IReadOnlyList<TableRow> rows, bool hasDictionary)
    {
        for (var i = 1; i < Math.Min(3, rows.Count); i++)
            if (Share(rows[i], c => ImportId().IsMatch(c)) > 0.5)
                return (SurveyOrigin.Qualtrics, i + 1, i);
        var first = rows[0];
        RefuseDictionary(first);
        if (QualtricsColumns.Look(first))
            return (SurveyOrigin.Qualtrics, rows.Count > 1 && QualtricsColumns.IsLabelRow(first, rows[1]) ? 2 : 1, null);
        if (rows.Count > 1 && Share(first, c => LegacyName().IsMatch(c)) > 0.3 && QualtricsColumns.Look(rows[1]))
            return (SurveyOrigin.Qualtrics, 2, null);
        if (SurveyMonkeyColumns.Look(first))
            return (SurveyOrigin.SurveyMonkey, rows.Count > 1 && rows[1][0].Length == 0 ? 2 : 1, null);
        if (hasDictionary || RedcapColumns.Look(first))
            return (SurveyOrigin.RedCap, 1, null);
        return (Share(first, c => Numbered().IsMatch(c)) >= 0.4 ? SurveyOrigin.JiscLike : SurveyOrigin.Plain, 1, null);
    }

    private static void RefuseDictionary(TableRow first)
    {
        if (RedcapDictionary.Looks(first))
            throw new UnreadableFileException(
                "the file", "It is the data dictionary of a REDCap project, not its answers.",
                "Import the file of the answers, and give this one as its dictionary.");
    }

    private static double Share(TableRow row, Func<string, bool> holds)
    {
        var filled = row.Cells.Count(c => c.Length > 0);
        return filled == 0 ? 0 : row.Cells.Count(c => c.Length > 0 && holds(c)) / (double)filled;
    }

    [GeneratedRegex("""^\s*\{\s*['"]ImportId['"]\s*:""")]
    private static partial Regex ImportId();

    [GeneratedRegex(@"^V\d{1,3}\z")]
    private static partial Regex LegacyName();

    /// <summary>"3. How …", "3.1.a. …", "Q12. …".</summary>
    [GeneratedRegex(@"^\s*Q?\d{1,3}(\.(\d{1,3}|[a-z]{1,3}))*\.?\s+\S", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();
}
