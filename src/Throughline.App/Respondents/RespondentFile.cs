using System.Globalization;
using Throughline.App.Shell;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.App.Respondents;

/// <summary>The respondents as a table: study code, consent to be contacted, each variable, and the band beside each that has bands.</summary>
internal static class RespondentFile
{
    public static (IReadOnlyList<string> Heads, IEnumerable<IReadOnlyList<string>> Rows) Of(RespondentData data)
    {
        var heads = new List<string> { "id", "may_contact" };
        foreach (var column in data.Columns)
        {
            heads.Add(column.Variable.Name);
            if (column.Bands.Count > 0) heads.Add($"{column.Variable.Name} band");
        }
        return (heads, Enumerable.Range(0, data.Respondents.Count).Select(row => Row(data, row)));
    }

    private static IReadOnlyList<string> Row(RespondentData data, int row)
    {
        var cells = new List<string> { data.Respondents[row].Code, data.Respondents[row].MayContact is { } may ? may ? "yes" : "no" : "" };
        foreach (var column in data.Columns)
        {
            cells.Add(column.IsNumber ? column.Numbers[row]?.ToString("R", CultureInfo.InvariantCulture) ?? "" : column.Texts[row] ?? "");
            if (column.Bands.Count > 0) cells.Add(column.BandOf(row) is { } band ? column.Bands[band].Name : "");
        }
        return cells;
    }

    public static byte[] Written(string kind, string sheet, (IReadOnlyList<string> Heads, IEnumerable<IReadOnlyList<string>> Rows) table)
    {
        using var buffer = new MemoryStream();
        TableFile.Write(buffer, kind, sheet, table.Heads, table.Rows);
        return buffer.ToArray();
    }

    /// <summary>A file that a command names: opened whole, or the problem why not.</summary>
    public static async Task<Outcome<ReadOnlyMemory<byte>>> OpenAsync(FileInfo file, CancellationToken cancel)
    {
        const long largest = 200 << 20;
        if (!file.Exists) return new Problem.NotFound("file", file.Name);
        if (file.Length > largest) return new Problem.TooLarge(file.Name, "It has more than 200 MB.", "Leave out columns that are not needed, or split it.");
        return (ReadOnlyMemory<byte>)await File.ReadAllBytesAsync(file.FullName, cancel);
    }
}
