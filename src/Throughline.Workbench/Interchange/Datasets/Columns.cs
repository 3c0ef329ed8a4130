using System.Globalization;
using System.Text.Json;
using Throughline.Formats.Datasets;
using Throughline.Workbench.Respondents;

namespace Throughline.Workbench.Interchange.Datasets;

/// <summary>A column with how its value is had from a row.</summary>
internal sealed record Column<T>(string Name, DataKind Kind, string Meaning, Func<T, object?> Value);

/// <summary>Tables out of rows.</summary>
internal static class Columns
{
    /// <summary>A table of the columns; a name that stands twice gets a number.</summary>
    public static DataTable Table<T>(string name, string meaning, IReadOnlyList<T> rows, IEnumerable<Column<T>> columns)
    {
        var (all, taken) = (columns.ToList(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        var named = all.ConvertAll(c =>
        {
            var once = c.Name;
            for (var n = 2; !taken.Add(once); n++) once = $"{c.Name} ({n})";
            return new DataColumn(once, c.Kind, c.Meaning);
        });
        return new(name, meaning, named, rows.Select(r => (IReadOnlyList<object?>)[.. all.Select(c => c.Value(r))]));
    }

    /// <summary>A column for each variable, told with its label, unit and categories; a number only where every value is one.</summary>
    public static IEnumerable<Column<T>> Of<T>(IEnumerable<Variable> variables, IReadOnlyList<T> rows, Func<T, Variable, string?> value) => variables.Select(v =>
    {
        var isNumber = v.Kind == Variable.Number && rows.All(r => value(r, v) is not { } text || Number(text) is not null);
        return new Column<T>(v.Name, isNumber ? DataKind.Number : DataKind.Text, Meaning(v), r => isNumber ? (object?)Number(value(r, v)) : value(r, v));
    });

    /// <summary>The values of a row, which stand as JSON under ids or names of variables; several are parted by semicolons.</summary>
    public static IReadOnlyDictionary<string, string> Values(string json)
    {
        using var document = JsonDocument.Parse(json);
        var values = new OrderedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var p in document.RootElement.EnumerateObject())
            values.TryAdd(p.Name, p.Value.ValueKind == JsonValueKind.Array ? string.Join("; ", p.Value.EnumerateArray().Select(Written)) : Written(p.Value));
        return values;
    }

    private static string Written(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static string Meaning(Variable variable)
    {
        var categories = Category.Read(variable.Categories);
        var parts = new[]
        {
            variable.Label.Length > 0 ? variable.Label : variable.Name, variable.Unit.Length > 0 ? $"In {variable.Unit}." : "",
            categories.Count > 0 ? string.Join("; ", categories.Select(c => c.Label.Length > 0 && c.Label != c.Value ? $"{c.Value} = {c.Label}" : c.Value)) : "",
            Category.ReadValues(variable.Missing) is { Count: > 0 } missing ? $"Missing: {string.Join(", ", missing)}" : "",
        };
        return string.Join(" | ", parts.Where(p => p.Length > 0));
    }
}
