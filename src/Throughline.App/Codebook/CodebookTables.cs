using System.Text;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;

namespace Throughline.App.Codebook;

/// <summary>A codebook as a file: which kind it is, and its cells.</summary>
public static class CodebookTables
{
    public static Outcome<IReadOnlyList<CodebookRow>> Read(string file, Stream bytes)
    {
        using var reader = new StreamReader(bytes);
        return CodebookColumns.Read(file, Rows(reader.ReadToEnd()));
    }

    public static byte[] Write(IReadOnlyList<IReadOnlyList<string>> rows, string kind) => Encoding.UTF8.GetBytes(
        "\ufeff" + string.Concat(rows.Select(r => string.Join(',', r.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n")));

    private static List<(int, IReadOnlyList<string>)> Rows(string text)
    {
        var rows = new List<(int, IReadOnlyList<string>)>();
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[i++]);
            else if (c == '"') quoted = !quoted;
            else if (!quoted && c is ',' or '\n')
            {
                cells.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (c == ',') continue;
                rows.Add((rows.Count + 1, cells));
                cells = [];
            }
            else cell.Append(c);
        }
        if (cell.Length + cells.Count > 0) rows.Add((rows.Count + 1, [.. cells, cell.ToString()]));
        return rows;
    }
}
