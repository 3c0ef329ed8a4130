using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Sampling;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Interchange;

/// <summary>
/// What the standard has no place for, as lines of JSON in one note of the project: {"kind":"Theme","id":"…","fields":{…}}.
/// Documented in docs/formats/refi-qda.md.
/// </summary>
internal static class OwnRows
{
    public const string Title = "Throughline: what the exchange standard has no place for";
    private const string Preface =
        "This note belongs to Throughline. It carries what the exchange standard has no place for, such as themes, samples and earlier definitions, "
        + "so that nothing is lost on the way back. Other programs can leave it as it is.";

    public const string Layout = "Layout";
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The kinds that travel so, with their columns; null for all of them.</summary>
    private static readonly Dictionary<string, string[]?> Kinds = new()
    {
        [nameof(Study)] = [nameof(Study.Aim), nameof(Study.Background), nameof(Study.Questions), nameof(Study.Approach)],
        [nameof(Code)] = [nameof(Code.Dye), nameof(Code.Weave), nameof(Code.InVivo), nameof(Code.RetiredAt), nameof(Code.Position), nameof(Code.DefinitionVersion)],
        [nameof(Source)] = [nameof(Source.Kind), nameof(Source.Format), nameof(Source.FileName), nameof(Source.RecordedOn), nameof(Source.DurationMs)],
        [nameof(Note)] = [nameof(Note.Kind), nameof(Note.On), nameof(Note.TargetId), nameof(Note.Start), nameof(Note.End), nameof(Note.EditedAt)],
        [nameof(CodedSegment)] = [nameof(CodedSegment.DefinitionVersion)],
        [nameof(Variable)] = null, [nameof(Band)] = null, [nameof(Scale)] = null, [nameof(Respondent)] = null, [nameof(Consent)] = null,
        [nameof(Questionnaire)] = null, [nameof(Question)] = null, [nameof(QuestionnaireVersion)] = null, [nameof(Sample)] = null, [nameof(Pick)] = null,
        [nameof(Approach)] = null, [nameof(Speaker)] = null, [nameof(CodeDefinition)] = null, [nameof(NoteLink)] = null,
        [nameof(Theme)] = null, [nameof(ThemeCode)] = null, [nameof(ThemeSegment)] = null,
    };

    public static string Write(IModel model, IEnumerable<IRecorded> rows, IEnumerable<(Guid Source, string Hash, string Layout)> layouts)
    {
        using var buffer = new MemoryStream();
        buffer.Write(System.Text.Encoding.UTF8.GetBytes(Preface + "\n\n"));
        foreach (var row in rows)
        {
            var type = row.GetType().Name;
            if (!Kinds.TryGetValue(type, out var columns)) continue;
            Line(buffer, type, row.Id, json =>
            {
                foreach (var property in model.FindEntityType(row.GetType())!.GetProperties().Where(p => !p.IsKey() && (columns is null || columns.Contains(p.Name))))
                    Value(json, JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.PropertyInfo!.GetValue(row));
            });
        }
        foreach (var (source, hash, layout) in layouts)
            Line(buffer, Layout, source, json =>
            {
                json.WriteString("contentHash", hash);
                json.WriteString("layout", layout);
            });
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Adds to what a project says; what cannot be understood is told by its line.</summary>
    public static void Read(string text, SaidRows into, Action<string, string> lost)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (!line.StartsWith('{')) continue;
            try
            {
                using var document = JsonDocument.Parse(line);
                Read(document.RootElement, into);
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or NotSupportedException or OverflowException)
            {
                lost($"Throughline’s own note, line {number}", "It is not as Throughline wrote it, so what it says was left out.");
            }
        }
    }

    private static void Read(JsonElement line, SaidRows into)
    {
        var (kind, id, fields) = (line.GetProperty("kind").GetString()!, line.GetProperty("id").GetGuid(), line.GetProperty("fields"));
        if (kind == Layout)
        {
            if (into.Texts.TryGetValue(id, out var held) && TextFacts.Hash(held.Text) == fields.GetProperty("contentHash").GetString())
                into.Texts[id] = (held.Text, Fitting(Sources.Layout.Read(fields.GetProperty("layout").GetString()!), held.Text.Length));
            return;
        }
        if (!Kinds.TryGetValue(kind, out var columns) || columns is not null && kind != nameof(Study) && into.Find(kind, id) is null) return;
        var blank = RecordedTypes.Of(kind).Create();
        var said = new List<(string, object?)>();
        foreach (var field in fields.EnumerateObject())
            if (RowEdit.Property(blank, field.Name) is { CanWrite: true } property && property.Name is not ("StudyId" or "Id") && columns?.Contains(property.Name) != false)
                said.Add((property.Name, RowEdit.Value(field.Value, property.PropertyType) is var value && value is null && Nullable.GetUnderlyingType(property.PropertyType) is null && property.PropertyType != typeof(string) ? throw new FormatException() : value ?? (property.PropertyType == typeof(string) && !IsNullable(property) ? "" : null)));
        var row = into.Of(kind, id);
        foreach (var (name, value) in said) row[name] = value;
    }

    private static bool IsNullable(System.Reflection.PropertyInfo property) =>
        new System.Reflection.NullabilityInfoContext().Create(property).WriteState == System.Reflection.NullabilityState.Nullable;

    private static Layout Fitting(Layout layout, int length) =>
        layout.Turns.Any(t => t.Start < 0 || t.End > length || t.Start > t.End) || layout.Pages.Any(p => p < 0 || p > length) ? throw new FormatException() : layout;

    private static void Line(MemoryStream to, string kind, Guid id, Action<Utf8JsonWriter> fields)
    {
        using (var json = new Utf8JsonWriter(to, Writing))
        {
            json.WriteStartObject();
            json.WriteString("kind", kind);
            json.WriteString("id", id);
            json.WriteStartObject("fields");
            fields(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        to.WriteByte((byte)'\n');
    }

    private static void Value(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case Guid guid: json.WriteString(name, guid); break;
            case string text: json.WriteString(name, text); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: json.WriteNumber(name, number); break;
            case double measure: json.WriteNumber(name, measure); break;
            default: throw new NotSupportedException($"A recorded row cannot hold {value.GetType()}.");
        }
    }
}
