namespace Throughline.Formats.Datasets;

/// <summary>What the values of a column are.</summary>
public enum DataKind
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>A GUID, the same in every table.</summary>
    Id,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A decimal number, with a point.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A moment in UTC: 2025-06-17T10:00:00Z.</summary>
    Moment,
}

/// <summary>A column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Meaning">What it means, in a sentence, with the meaning of codes and units.</param>
public sealed record DataColumn(string Name, DataKind Kind, string Meaning);

/// <summary>A table.</summary>
/// <param name="Name">Its name, which its files bear: "segments".</param>
/// <param name="Meaning">What one row is, in a sentence.</param>
/// <param name="Columns">Its columns; no name stands twice.</param>
/// <param name="Rows">Its rows, a value for each column: text, whole and decimal numbers, booleans; null for none. Enumerated once for each form.</param>
public sealed record DataTable(string Name, string Meaning, IReadOnlyList<DataColumn> Columns, IEnumerable<IReadOnlyList<object?>> Rows);

/// <summary>Tables and texts of one study, for statistics and for reading without any program of ours.</summary>
/// <param name="Title">The name of the study.</param>
/// <param name="Tables">The tables.</param>
/// <param name="Texts">The texts by the path of their file, in UTF-8 with LF.</param>
/// <param name="Left">What was left out, and why; the readme says it without names.</param>
public sealed record Dataset(string Title, IReadOnlyList<DataTable> Tables, IReadOnlyList<(string Path, string Text)> Texts, IReadOnlyList<ReadWarning> Left)
{
    /// <summary>What whoever takes it out should know of it; the readme does not say it.</summary>
    public IReadOnlyList<ReadWarning> Remarks { get; init; } = [];
}
