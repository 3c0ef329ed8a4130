namespace Throughline.Formats.Tables;

/// <summary>A sheet to be written.</summary>
/// <param name="Name">Its name. What Excel does not allow in one is replaced, longer ones are cut, and repeated ones numbered.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">
/// Its rows, each with a value per column: text, whole and decimal numbers, booleans, dates, times; null leaves the cell empty.
/// Enumerated once.
/// </param>
public sealed record Sheet(string Name, IReadOnlyList<SheetColumn> Columns, IEnumerable<IReadOnlyList<object?>> Rows);

/// <summary>A column of a sheet.</summary>
/// <param name="Header">Its heading.</param>
/// <param name="Width">Its width in characters; null to take it from the first rows.</param>
public sealed record SheetColumn(string Header, double? Width = null);
