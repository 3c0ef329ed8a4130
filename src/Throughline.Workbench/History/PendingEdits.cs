using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.History;

/// <summary>The edits that a context is about to save, written as a Change keeps them.</summary>
public sealed record PendingEdits(string Json, int Count, string Touches)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly ConditionalWeakTable<IEntityType, Kind> Kinds = [];

    /// <param name="db">Its changes have been detected.</param>
    /// <param name="told">Rows whose edits another Change keeps that is saved with this one; those of this one come to it.</param>
    public static PendingEdits Of(StudyDb db, HashSet<IRecorded>? told = null)
    {
        var touched = new SortedSet<string>(StringComparer.Ordinal);
        var count = 0;
        var text = new GrowingText();
        using (var json = new Utf8JsonWriter(text, Plain))
        {
            json.WriteStartArray();
            foreach (var entry in db.ChangeTracker.Entries<IRecorded>())
            {
                if (entry.State is not (EntityState.Added or EntityState.Deleted or EntityState.Modified)) continue;
                if (told?.Contains(entry.Entity) == true || !Write(json, entry)) continue;
                told?.Add(entry.Entity);
                count++;
                touched.Add(entry.Metadata.ClrType.Name);
            }
            foreach (var row in db.OfMany)
            {
                var kind = Kinds.GetValue(db.Model.FindEntityType(row.GetType())!, type => new(type));
                Begin(json, kind, row);
                Write(json, "after"u8, kind.Fields, f => f.Get(row));
                json.WriteEndObject();
                count++;
                touched.Add(row.GetType().Name);
            }
            json.WriteEndArray();
        }
        return new(text.ToString(), count, string.Join(',', touched));
    }

    private static void Begin(Utf8JsonWriter json, Kind kind, IRecorded row)
    {
        json.WriteStartObject();
        json.WriteString("kind"u8, kind.Name);
        json.WriteString("id"u8, row.Id);
    }

    private static bool Write(Utf8JsonWriter json, EntityEntry<IRecorded> entry)
    {
        var kind = Kinds.GetValue(entry.Metadata, type => new(type));
        var fields = kind.Fields;
        if (entry.State == EntityState.Modified)
        {
            fields = [.. fields.Where(f => !Equals(entry.OriginalValues[f.Property], f.Get(entry.Entity)))];
            if (fields.Length == 0) return false;
        }
        Begin(json, kind, entry.Entity);
        if (entry.State != EntityState.Added) Write(json, "before"u8, fields, f => entry.OriginalValues[f.Property]);
        if (entry.State != EntityState.Deleted) Write(json, "after"u8, fields, f => f.Get(entry.Entity));
        json.WriteEndObject();
        return true;
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> side, Field[] fields, Func<Field, object?> value)
    {
        json.WriteStartObject(side);
        foreach (var field in fields)
        {
            json.WritePropertyName(field.Name);
            switch (value(field))
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

    /// <summary>A kind of rows, looked through once instead of at every row.</summary>
    private sealed class Kind(IEntityType type)
    {
        public JsonEncodedText Name { get; } = JsonEncodedText.Encode(type.ClrType.Name);

        public Field[] Fields { get; } =
            [.. type.GetProperties().Where(p => !p.IsKey()).Select(p => new Field(p, JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(p.Name))))];
    }

    private sealed record Field(IProperty Property, JsonEncodedText Name)
    {
        private readonly IClrPropertyGetter getter = Property.GetGetter();

        public object? Get(object row) => getter.GetClrValue(row);
    }
}
