using System.Text.Json;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.History;

/// <summary>
/// What one row was before an act and is after it. An added row has no before, a removed one no after; of an altered row only
/// the altered fields are kept.
/// </summary>
public sealed record RowEdit(
    string Kind, Guid Id, IReadOnlyDictionary<string, JsonElement>? Before, IReadOnlyDictionary<string, JsonElement>? After)
{
    public static IReadOnlyList<RowEdit> Read(string edits)
    {
        using var document = JsonDocument.Parse(edits);
        return [.. document.RootElement.Clone().EnumerateArray().Select(e => new RowEdit(
            e.GetProperty("kind").GetString()!, e.GetProperty("id").GetGuid(), Fields(e, "before"), Fields(e, "after")))];
    }

    private static Dictionary<string, JsonElement>? Fields(JsonElement edit, string side) =>
        edit.TryGetProperty(side, out var fields)
            ? fields.EnumerateObject().ToDictionary(f => f.Name, f => f.Value)
            : null;

    /// <summary>Whether a row's field stands as this edit has it.</summary>
    public static bool Same(object? current, JsonElement kept) => kept.ValueKind switch
    {
        JsonValueKind.Null => current is null,
        JsonValueKind.String => current is Guid guid ? guid == kept.GetGuid() : current is string text && text == kept.GetString(),
        JsonValueKind.True or JsonValueKind.False => current is bool flag && flag == kept.GetBoolean(),
        JsonValueKind.Number when current is double measure => measure.Equals(kept.GetDouble()),
        JsonValueKind.Number => current is not null && Convert.ToInt64(current, System.Globalization.CultureInfo.InvariantCulture) == kept.GetInt64(),
        _ => false,
    };

    /// <summary>The property that a field's name means. A field that a later version of the program no longer has is passed over.</summary>
    public static System.Reflection.PropertyInfo? Property(IRecorded row, string name) =>
        name.Length == 0 ? null : row.GetType().GetProperty(char.ToUpperInvariant(name[0]) + name[1..]);

    public static void Write(IRecorded row, string name, JsonElement value)
    {
        if (Property(row, name) is { } property) property.SetValue(row, Value(value, property.PropertyType));
    }

    public static object? Value(JsonElement kept, Type type)
    {
        if (kept.ValueKind == JsonValueKind.Null) return null;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(Guid) ? (object)kept.GetGuid()
            : plain == typeof(string) ? kept.GetString()
            : plain == typeof(bool) ? kept.GetBoolean()
            : plain == typeof(int) ? (object)kept.GetInt32()
            : plain == typeof(long) ? (object)kept.GetInt64()
            : plain == typeof(double) ? (object)kept.GetDouble()
            : throw new NotSupportedException($"A recorded row cannot hold {plain}.");
    }
}
