using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Throughline.Formats.Tables;

namespace Throughline.Formats.Datasets;

/// <summary>
/// Writes a dataset as files: each table as CSV (RFC 4180, UTF-8 with a mark, formulas made harmless) and as JSON lines (exact), all in one
/// workbook, a dictionary of every column, the texts, and a script each for R and Python that loads them and checks that the positions fit.
/// </summary>
public static class DatasetWriter
{
    private const int MostSheetColumns = 16_000, MostSheetRows = 1_000_000;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Heads = ["table", "column", "kind", "meaning"];

    /// <summary>Writes all files.</summary>
    /// <param name="data">The dataset.</param>
    /// <param name="open">Opens a file for writing by its path, with forward slashes; it is closed before the next is opened.</param>
    public static void Write(Dataset data, Func<string, Stream> open)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(open);
        foreach (var (path, text) in data.Texts) Put(open, path, text);
        foreach (var table in data.Tables)
        {
            using (var csv = open($"csv/{table.Name}.csv"))
                Csv.Write(csv, [.. table.Columns.Select(c => c.Name)], table.Rows.Select(r => (IReadOnlyList<string>)[.. r.Select(Cell)]));
            using var json = open($"json/{table.Name}.jsonl");
            Lines(table, json);
        }
        using (var csv = open("dictionary.csv")) Csv.Write(csv, Heads, Dictionary(data));
        Workbook(data, open);
        Put(open, "load.py", Script("load.py"));
        Put(open, "load.R", Script("load.R"));
        Put(open, "README.md", Readme(data));
    }

    private static IEnumerable<IReadOnlyList<string>> Dictionary(Dataset data) =>
        data.Tables.SelectMany(t => t.Columns.Select(c => (IReadOnlyList<string>)[t.Name, c.Name, Kind(c.Kind), c.Meaning]));

    private static string Kind(DataKind kind) => kind.ToString().ToLowerInvariant();

    private static string Cell(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static void Lines(DataTable table, Stream to)
    {
        var buffer = new MemoryStream();
        foreach (var row in table.Rows)
        {
            using (var json = new Utf8JsonWriter(buffer, Plain))
            {
                json.WriteStartObject();
                for (var i = 0; i < table.Columns.Count; i++) Value(json, table.Columns[i].Name, row[i]);
                json.WriteEndObject();
            }
            buffer.WriteByte((byte)'\n');
            if (buffer.Length < 1 << 20) continue;
            buffer.WriteTo(to);
            buffer.SetLength(0);
        }
        buffer.WriteTo(to);
    }

    private static void Value(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case bool yes: json.WriteBoolean(name, yes); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: json.WriteNumber(name, number); break;
            case double number: json.WriteNumber(name, number); break;
            default: json.WriteString(name, value.ToString()); break;
        }
    }

    /// <summary>A table that is larger than a sheet may be is in the other forms only.</summary>
    private static void Workbook(Dataset data, Func<string, Stream> open)
    {
        var fitting = data.Tables.Where(t => t.Columns.Count <= MostSheetColumns && !t.Rows.Skip(MostSheetRows).Any());
        using var bytes = new MemoryStream();
        Xlsx.Write(bytes,
        [
            new Sheet("dictionary", [.. Heads.Select(h => new SheetColumn(h))], Dictionary(data)),
            .. fitting.Select(t => new Sheet(t.Name, [.. t.Columns.Select(c => new SheetColumn(c.Name))], t.Rows)),
        ]);
        using var to = open("tables.xlsx");
        bytes.WriteTo(to);
    }

    private static string Readme(Dataset data)
    {
        var text = new StringBuilder($"# {data.Title}\n\nData of the study, written by Throughline. Every column is told in `dictionary.csv`.\n\n");
        text.Append("- `csv/`: each table; UTF-8, a cell that a spreadsheet would run as a formula has an apostrophe before it\n- `json/`: the same, one JSON object a line, exact\n");
        text.Append("- `tables.xlsx`: all in one workbook\n- `texts/`: the words of each source; UTF-8, lines end in LF\n- `load.py`, `load.R`: load everything, and check that each segment stands where its positions say\n\n");
        text.Append("Positions count Unicode code points from 0, end exclusive: `text[start:end]` in Python, `substr(text, start + 1, end)` in R.\n\n## Tables\n\n");
        foreach (var table in data.Tables) text.Append(CultureInfo.InvariantCulture, $"- **{table.Name}**: {table.Meaning}\n");
        // Who refused is for whoever takes the data out to know, not for those who read them.
        if (data.Left.Count > 0) text.Append("\n## Not in it\n\nMaterial of people who withdrew or did not agree to its use, and sources that were not chosen.\n");
        return text.ToString();
    }

    private static void Put(Func<string, Stream> open, string path, string text)
    {
        using var to = open(path);
        to.Write(Encoding.UTF8.GetBytes(text));
    }

    private static string Script(string name)
    {
        using var reader = new StreamReader(typeof(DatasetWriter).Assembly.GetManifestResourceStream($"Datasets.{name}")!);
        return reader.ReadToEnd();
    }
}
