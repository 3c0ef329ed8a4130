namespace Throughline.Workbench.Shared;

/// <summary>A row of cells, with its place in the file: 1 is the row of names of the columns.</summary>
public sealed record TableRow(int Line, IReadOnlyList<string> Cells);

/// <summary>The columns of a table by their names, in any order and case.</summary>
public sealed class TableColumns
{
    private readonly Dictionary<string, int> byName;

    private TableColumns(Dictionary<string, int> byName, IReadOnlyList<string> heads, IReadOnlyList<TableRow> rows) => (this.byName, Heads, Rows) = (byName, heads, rows);

    /// <summary>The names as they stand.</summary>
    public IReadOnlyList<string> Heads { get; }

    /// <summary>The rows under the names, without empty ones.</summary>
    public IReadOnlyList<TableRow> Rows { get; }

    public static Outcome<TableColumns> Read(string file, IReadOnlyList<TableRow> table)
    {
        var rows = table.Where(r => r.Cells.Any(c => !string.IsNullOrWhiteSpace(c))).ToList();
        if (rows.Count == 0) return new Problem.Unreadable(file, "The whole file", "There is nothing in it.", "The first row names the columns.");
        var byName = new Dictionary<string, int>();
        for (var i = 0; i < rows[0].Cells.Count; i++) byName.TryAdd(Key(rows[0].Cells[i]), i);
        return new TableColumns(byName, rows[0].Cells, rows[1..]);
    }

    public bool Has(string column) => byName.ContainsKey(Key(column));

    /// <summary>The cell under a column; empty where there is no such column, or the row ends before it.</summary>
    public string Cell(TableRow row, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (byName.TryGetValue(Key(name), out var i)) return i < row.Cells.Count ? row.Cells[i] : "";
        return "";
    }

    private static string Key(string name) => string.Concat(NameKey.Of(name).Where(char.IsLetterOrDigit));
}
