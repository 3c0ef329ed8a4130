using System.Globalization;

namespace Throughline.Formats.Databases;

/// <summary>A row, whatever the types that it claims: SQLite keeps any value in any column.</summary>
internal sealed class SqliteRow(IReadOnlyList<object?> cells)
{
    /// <summary>As words; null where there is nothing, or bytes.</summary>
    public string? Text(int column) => cells[column] switch
    {
        string words => words,
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>As words that say something; null where there are none but white space.</summary>
    public string? Words(int column) => Text(column)?.Trim() is { Length: > 0 } words ? words : null;

    /// <summary>As a whole number; null where it is none.</summary>
    public long? Number(int column) => cells[column] switch
    {
        long number => number,
        double number when Math.Abs(number) < 1e15 => (long)Math.Round(number),
        string words when long.TryParse(words, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>As a moment: "2024-11-05 09:30:00", with or without a fraction, T or zone. One without a zone counts as UTC.</summary>
    public DateTimeOffset? Moment(int column) =>
        DateTimeOffset.TryParse(Text(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year > 1 ? at : null;

    /// <summary>Whether the value was too large to fetch, or bytes.</summary>
    public bool IsBytes(int column) => cells[column] is byte[];
}
