using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
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
        row.GetType().GetProperty(char.ToUpperInvariant(name[0]) + name[1..]);

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

/// <summary>The edits that a context is about to save, written as a Change keeps them.</summary>
public sealed record PendingEdits(string Json, int Count, string Touches)
{
    public static PendingEdits Of(StudyDb db)
    {
        var touched = new SortedSet<string>(StringComparer.Ordinal);
        var count = 0;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var entry in db.ChangeTracker.Entries<IRecorded>())
            {
                if (!Write(json, entry)) continue;
                count++;
                touched.Add(entry.Metadata.ClrType.Name);
            }
            json.WriteEndArray();
        }
        return new(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length), count, string.Join(',', touched));
    }

    private static bool Write(Utf8JsonWriter json, EntityEntry<IRecorded> entry)
    {
        if (entry.State is not (EntityState.Added or EntityState.Deleted or EntityState.Modified)) return false;
        var (before, after) = (entry.State == EntityState.Added ? null : entry.OriginalValues, entry.State == EntityState.Deleted ? null : entry.CurrentValues);
        var changed = entry.Metadata.GetProperties()
            .Where(p => !p.IsKey() && (before is null || after is null || !Equals(before[p], after[p]))).ToList();
        if (changed.Count == 0 && entry.State == EntityState.Modified) return false;
        json.WriteStartObject();
        json.WriteString("kind", entry.Metadata.ClrType.Name);
        json.WriteString("id", entry.Entity.Id);
        if (before is not null) Write(json, "before", changed, p => before[p]);
        if (after is not null) Write(json, "after", changed, p => after[p]);
        json.WriteEndObject();
        return true;
    }

    private static void Write(Utf8JsonWriter json, string side, List<IProperty> properties, Func<IProperty, object?> value)
    {
        json.WriteStartObject(side);
        foreach (var property in properties)
        {
            json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(property.Name));
            switch (value(property))
            {
                case null: json.WriteNullValue(); break;
                case Guid guid: json.WriteStringValue(guid); break;
                case string text: json.WriteStringValue(text); break;
                case bool flag: json.WriteBooleanValue(flag); break;
                case int number: json.WriteNumberValue(number); break;
                case long number: json.WriteNumberValue(number); break;
                case double measure: json.WriteNumberValue(measure); break;
                case var other: throw new NotSupportedException($"A recorded row cannot hold {other.GetType()}.");
            }
        }
        json.WriteEndObject();
    }
}
