using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>
/// The columns of a codebook in a file: our own, and those by which other programs and hand-made tables call the same things,
/// in any order and case.
/// </summary>
public static class CodebookColumns
{
    public const int MostRows = 20_000;

    /// <summary>As we write them.</summary>
    public static readonly IReadOnlyList<string> Own =
        ["id", "parent", "name", "definition", "when to use", "when not to use", "typical example", "borderline example", "colour", "in vivo"];

    private static readonly string[][] Known =
    [
        ["id", "guid", "identifier", "codeid"],
        ["parent", "parentcode", "parentname", "parentid", "parentpath", "under", "category", "group", "codegroup", "theme"],
        ["name", "code", "codename", "label", "tag", "title", "node", "nodename"],
        ["definition", "description", "desc", "meaning", "comment", "memo"],
        ["whentouse", "use", "usewhen", "inclusion", "inclusioncriteria", "include"],
        ["whennottouse", "dontuse", "donotuse", "exclusion", "exclusioncriteria", "exclude"],
        ["typicalexample", "example", "examples", "typical"],
        ["borderlineexample", "borderline", "atypicalexample", "closeexample"],
        ["colour", "color", "dye", "colorhex"],
        ["invivo", "isinvivo"],
    ];

    private static readonly string[] Meaning = ["definition", "description", .. Known[4], .. Known[5]];

    /// <summary>Reads the rows below the first that names the columns.</summary>
    /// <param name="file">Its name, for what is said of it.</param>
    /// <param name="table">The cells; each row with its place in the file.</param>
    public static Outcome<IReadOnlyList<CodebookRow>> Read(string file, IReadOnlyList<TableRow> table)
    {
        var rows = table.Where(r => r.Cells.Any(c => !string.IsNullOrWhiteSpace(c))).ToList();
        if (rows.Count == 0) return new Problem.Unreadable(file, "The whole file", "There is nothing in it.", "A codebook needs at least a column called name.");
        if (rows.Count > MostRows)
            return new Problem.TooLarge(file, $"It has {rows.Count - 1:N0} rows.", $"Bring in at most {MostRows:N0} at a time.");
        var columns = Columns(rows[0].Cells);
        return columns[2] < 0
            ? new Problem.Unreadable(file, $"Row {rows[0].Line}", $"There is no column of names among: {Told.Words(string.Join(", ", rows[0].Cells), 200)}.", "Call the column with the names of the codes “name”.")
            : Outcome.Of<IReadOnlyList<CodebookRow>>([.. rows.Skip(1).Select(r => Row(r.Line, r.Cells, columns))]);
    }

    /// <summary>Whether headings are those of a codebook: names, what they mean, and hardly anything that no codebook has.</summary>
    public static bool Looks(IReadOnlyList<string> heads)
    {
        var columns = Columns(heads);
        var says = heads.Select(h => string.Concat(NameKey.Of(h).Where(char.IsLetterOrDigit))).Any(Meaning.Contains);
        return columns[2] >= 0 && says && columns.Count(c => c >= 0) * 2 > heads.Count;
    }

    private static int[] Columns(IReadOnlyList<string> heads)
    {
        var keys = heads.Select(h => string.Concat(NameKey.Of(h).Where(char.IsLetterOrDigit))).ToList();
        return [.. Known.Select(names => names.Select(n => keys.IndexOf(n)).FirstOrDefault(i => i >= 0, -1))];
    }

    private static CodebookRow Row(int line, IReadOnlyList<string> cells, int[] columns)
    {
        string Cell(int column) => columns[column] is >= 0 and var i && i < cells.Count ? cells[i].Trim() : "";
        return new(line, Cell(0), Cell(1), Cell(2), new CodeMeaning(Cell(3), Cell(4), Cell(5), Cell(6), Cell(7)).Tidy(), Cell(8), Cell(9));
    }
}
