using System.Text.Encodings.Web;
using System.Text.Json;

namespace Throughline.Workbench.Respondents;

/// <summary>One of the values that a variable may have, with what it stands for.</summary>
public sealed record Category(string Value, string Label)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<Category> Read(string categories) => JsonSerializer.Deserialize<Category[]>(categories, Json) ?? [];

    public static string Written(IEnumerable<Category> categories) => JsonSerializer.Serialize(categories, Json);

    /// <summary>A list of plain values: what means "missing", what makes a named set.</summary>
    public static IReadOnlyList<string> ReadValues(string values) => JsonSerializer.Deserialize<string[]>(values, Json) ?? [];

    public static string WrittenValues(IEnumerable<string> values) => JsonSerializer.Serialize(values, Json);
}
