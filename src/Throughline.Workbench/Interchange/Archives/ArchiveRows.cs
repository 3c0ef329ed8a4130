using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Interchange.Archives;

/// <summary>Rows of a study as lines of JSON, each with its fields by name: readable without Throughline, and by later versions of it.</summary>
internal static class ArchiveRows
{
    /// <summary>Longest line that is read, bytes: the largest text of a source with its structure, and room.</summary>
    public const int LongestLine = 256 << 20;

    private static readonly JsonWriterOptions Plainly = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The fields of a kind of row, but for the study that they all belong to.</summary>
    public static IReadOnlyList<IProperty> FieldsOf(StudyDb db, Type kind) =>
        [.. db.Model.FindEntityType(kind)!.GetProperties().Where(p => p.Name != nameof(IStudyRow.StudyId) && p.PropertyInfo is not null)];

    public static void Write(Stream to, object row, IReadOnlyList<IProperty> fields)
    {
        using (var json = new Utf8JsonWriter(to, Plainly))
        {
            json.WriteStartObject();
            foreach (var field in fields)
            {
                json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(field.Name));
                Write(json, field.PropertyInfo!.GetValue(row));
            }
            json.WriteEndObject();
        }
        to.WriteByte((byte)'\n');
    }

    /// <summary>A row of a line. Fields that this version does not know are passed over, so that a newer archive is still read.</summary>
    public static T Read<T>(ReadOnlySpan<byte> line, T row) where T : notnull
    {
        using var document = JsonDocument.Parse(line.ToArray());
        foreach (var field in document.RootElement.EnumerateObject().Where(f => f.Name.Length > 0))
        {
            var property = row.GetType().GetProperty(char.ToUpperInvariant(field.Name[0]) + field.Name[1..]);
            if (property is not { CanWrite: true } || property.Name == nameof(IStudyRow.StudyId)) continue;
            if (field.Value.ValueKind == JsonValueKind.Null && property.GetValue(row) is not null) throw new FormatException($"{field.Name} has no value.");
            property.SetValue(row, property.PropertyType == typeof(byte[]) ? field.Value.GetBytesFromBase64() : RowEdit.Value(field.Value, property.PropertyType));
        }
        return row;
    }

    /// <summary>The words of a source, with turns that lie within them.</summary>
    /// <exception cref="FormatException">A turn or page does not.</exception>
    public static SourceText ReadText(ReadOnlySpan<byte> line)
    {
        var text = Read(line, new SourceText());
        var layout = Layout.Read(text.Layout);
        if (layout.Turns.Any(t => t.Start < 0 || t.End < t.Start || t.End > text.Text.Length) || layout.Pages.Any(p => p < 0 || p > text.Text.Length))
            throw new FormatException($"A turn or page of the source {text.SourceId} lies outside its words.");
        return text;
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case Guid guid: json.WriteStringValue(guid); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double measure: json.WriteNumberValue(measure); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            case var other: throw new NotSupportedException($"An archive cannot hold {other.GetType()}.");
        }
    }
}
