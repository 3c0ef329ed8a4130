namespace Throughline.Formats.Word;

/// <summary>The rows of tables that are open, one within the other.</summary>
internal sealed class WordRows
{
    private readonly Stack<Row> rows = new();

    /// <summary>Begins a row; its line is written with its first cell, for the row may turn out to be deleted.</summary>
    public void Start() => rows.Push(new Row());

    /// <summary>The row was deleted under tracked changes.</summary>
    public void Delete()
    {
        if (rows.TryPeek(out var row))
            row.IsDeleted = true;
    }

    /// <summary>Begins a cell; false where it is not to be read.</summary>
    public bool StartCell(DocumentText text)
    {
        if (!rows.TryPeek(out var row))
            return true;
        if (row.IsDeleted)
            return false;
        if (!row.IsOpen)
            text.OpenRow();
        (row.IsOpen, row.IsInCell, row.BreaksInCell) = (true, true, 0);
        text.OpenCell();
        return true;
    }

    /// <summary>Ends the cell.</summary>
    public void EndCell(DocumentText text)
    {
        if (!rows.TryPeek(out var row) || !row.IsInCell)
            return;
        row.IsInCell = false;
        text.Close();
    }

    /// <summary>Ends the row.</summary>
    public void End(DocumentText text)
    {
        if (rows.TryPop(out var row) && row.IsOpen)
            text.Close();
    }

    /// <summary>
    /// Whether a page break, where Word last laid the text out, is a new one: in a row it is repeated in every cell that goes
    /// on over the page.
    /// </summary>
    public bool IsNewBreak()
    {
        if (!rows.TryPeek(out var row) || !row.IsInCell)
            return true;
        if (++row.BreaksInCell <= row.Breaks)
            return false;
        row.Breaks = row.BreaksInCell;
        return true;
    }

    private sealed class Row
    {
        public bool IsOpen { get; set; }
        public bool IsInCell { get; set; }
        public bool IsDeleted { get; set; }
        public int Breaks { get; set; }
        public int BreaksInCell { get; set; }
    }
}
