using Throughline.Formats.Tables;

namespace Throughline.Formats.Surveys;

/// <summary>All rows of a file, headings among them, before anything is made of them.</summary>
/// <param name="Rows">The rows with anything in them.</param>
/// <param name="How">How they were read: "separated by commas, UTF-8".</param>
/// <param name="PlaceWord">What the number of a row counts.</param>
/// <param name="Warnings">What was not read as it stood.</param>
internal sealed record SurveySheet(IReadOnlyList<TableRow> Rows, string How, string PlaceWord, SurveyWarnings Warnings)
{
    public static SurveySheet Read(ReadOnlyMemory<byte> bytes, SurveyOptions options)
    {
        if (PackedFile.Looks(bytes.Span))
        {
            var book = Xlsx.ReadRows(bytes, options.Limits, options.Sheet);
            return new SurveySheet(book.Rows, "an Excel sheet", "row", new SurveyWarnings(book.Warnings));
        }
        var (table, separator, encoding) = Csv.ReadRows(bytes, options.Limits, options.Separator);
        return new SurveySheet(table.Rows, $"separated by {Words(separator)}, {encoding}", "line", new SurveyWarnings(table.Warnings));
    }

    private static string Words(char separator) => separator switch
    {
        ',' => "commas",
        ';' => "semicolons",
        '\t' => "tabs",
        '|' => "bars",
        _ => $"\u201C{separator}\u201D",
    };
}

/// <summary>What rows of a survey are asked.</summary>
internal static class SurveyRows
{
    /// <summary>How many cells there are up to the last with anything in it.</summary>
    public static int Filled(this TableRow row)
    {
        var end = row.Cells.Count;
        while (end > 0 && string.IsNullOrWhiteSpace(row.Cells[end - 1]))
            end--;
        return end;
    }
}

/// <summary>Warnings of one file: each kind is located a few times and then counted.</summary>
internal sealed class SurveyWarnings(IEnumerable<ReadWarning> first)
{
    private const int LocatedPerKind = 10;
    private readonly List<ReadWarning> warnings = [.. first];
    private readonly Dictionary<string, int> repeated = [];

    public void Add(string place, string message) => warnings.Add(new ReadWarning(place, message));

    /// <summary>One of possibly many of a kind.</summary>
    /// <param name="kind">The kind in the plural, to end "312 more …" with.</param>
    /// <param name="place">Where this one is.</param>
    /// <param name="message">What became of this one.</param>
    public void Repeat(string kind, string place, string message)
    {
        var count = repeated[kind] = repeated.GetValueOrDefault(kind) + 1;
        if (count <= LocatedPerKind)
            Add(place, message);
    }

    public IReadOnlyList<ReadWarning> All() =>
    [
        .. warnings,
        .. repeated.Where(kind => kind.Value > LocatedPerKind)
            .Select(kind => new ReadWarning("the file", $"{Refusal.Count(kind.Value - LocatedPerKind)} more {kind.Key}.")),
    ];
}
