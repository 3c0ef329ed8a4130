using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Participants;
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

    /// <summary>The kinds that travel so, with the columns that are told of each; null for all of them.</summary>
    private static readonly Dictionary<string, string[]?> Kinds = new()
    {
        [nameof(Study)] = [nameof(Study.Aim), nameof(Study.Background), nameof(Study.Questions), nameof(Study.Approach), nameof(Study.Synthetic)],
        [nameof(Code)] = [nameof(Code.Dye), nameof(Code.Weave), nameof(Code.InVivo), nameof(Code.RetiredAt), nameof(Code.Position), nameof(Code.DefinitionVersion), nameof(Code.Colour), nameof(Code.CreatedAt)],
        [nameof(Source)] = [nameof(Source.Kind), nameof(Source.Format), nameof(Source.FileName), nameof(Source.RecordedOn), nameof(Source.DurationMs), nameof(Source.AddedBy), nameof(Source.Width), nameof(Source.Height), nameof(Source.VariableId)],
        [nameof(Note)] = [nameof(Note.Kind), nameof(Note.On), nameof(Note.TargetId), nameof(Note.Start), nameof(Note.End)],
        [nameof(CodedSegment)] = null, [nameof(Selection)] = null, [nameof(Membership)] = null, [nameof(Link)] = null,
        [nameof(Variable)] = null, [nameof(Band)] = null, [nameof(Scale)] = null, [nameof(Respondent)] = null, [nameof(Consent)] = null,
        [nameof(Questionnaire)] = null, [nameof(Question)] = null, [nameof(QuestionnaireVersion)] = null, [nameof(Sample)] = null, [nameof(Pick)] = null,
        [nameof(Approach)] = null, [nameof(KeptWishes)] = null, [nameof(Speaker)] = null, [nameof(CodeDefinition)] = null, [nameof(NoteLink)] = null,
        [nameof(Theme)] = null, [nameof(ThemeCode)] = null, [nameof(ThemeSegment)] = null,
    };

    /// <summary>What never leaves: the address at which a questionnaire is answered.</summary>
    private static readonly HashSet<(string Kind, string Column)> Kept = [(nameof(Questionnaire), nameof(Questionnaire.PublicKey))];

    /// <summary>The kinds that other programs can change or remove: of these only can one say that they are gone.</summary>
    public static bool IsCarried(string kind) => kind is nameof(Code) or nameof(Source) or nameof(CodedSegment) or nameof(Selection) or nameof(Note) or nameof(Participant)
        or nameof(NamedSet) or nameof(Membership) or nameof(Link) or nameof(Graph);

    /// <summary>All columns of a row that no element of the file carries.</summary>
    public static readonly string[] Whole = ["*"];

    /// <summary>A source within a recording has no values in the standard.</summary>
    public static readonly string[] NestedSource = [.. Kinds[nameof(Source)]!, nameof(Source.Values)];

    private const string Derived = "Derived";

    public static string Write(IModel model, OwnNote note)
    {
        using var buffer = new MemoryStream();
        buffer.Write(System.Text.Encoding.UTF8.GetBytes(Preface + "\n\n"));
        foreach (var made in note.Derived.GroupBy(d => d.Id))
            Line(buffer, Derived, made.Key, json => json.WriteString("of", string.Join(' ', made.Select(m => m.Kind).Distinct())));
        foreach (var (row, told) in note.Rows)
        {
            var type = row.GetType().Name;
            var columns = told == Whole ? null : told ?? Kinds[type];
            Line(buffer, type, row is Study ? Guid.Empty : row.Id, json =>
            {
                foreach (var property in model.FindEntityType(row.GetType())!.GetProperties().Where(p => !p.IsKey() && !Kept.Contains((type, p.Name)) && (columns is null || columns.Contains(p.Name))))
                    Value(json, JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.PropertyInfo!.GetValue(row) is var value && value is string text ? note.Replace(text) : value);
            });
        }
        foreach (var (source, hash, layout) in note.Layouts)
            Line(buffer, Layout, source, json =>
            {
                json.WriteString("contentHash", hash);
                json.WriteString("layout", layout);
            });
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Adds to what a project says; what cannot be understood is told by its line.</summary>
    /// <param name="text">The note.</param>
    /// <param name="into">What the project says.</param>
    /// <param name="here">The id that stands here for one of the file.</param>
    /// <param name="lost">Tells a place and what was lost there.</param>
    public static void Read(string text, SaidRows into, Func<Guid, Guid> here, Action<string, string> lost)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (!line.StartsWith("{")) continue;
            try
            {
                using var document = JsonDocument.Parse(line.ToString());
                Read(document.RootElement, into, here);
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or NotSupportedException or OverflowException)
            {
                lost($"Throughline’s own note, line {number}", "It is not as Throughline wrote it, so what it says was left out.");
            }
        }
    }

    private static void Read(JsonElement line, SaidRows into, Func<Guid, Guid> here)
    {
        var (kind, fields) = (line.GetProperty("kind").GetString()!, line.GetProperty("fields"));
        var id = kind == nameof(Study) ? Guid.Empty : here(line.GetProperty("id").GetGuid());
        if (kind == Layout)
        {
            if (into.Texts.TryGetValue(id, out var held) && TextFacts.Hash(held.Text) == fields.GetProperty("contentHash").GetString())
                into.Texts[id] = (held.Text, Fitting(Sources.Layout.Read(fields.GetProperty("layout").GetString()!), held.Text.Length));
            return;
        }
        if (kind == Derived)
        {
            foreach (var of in fields.GetProperty("of").GetString()!.Split(' '))
                if (into.Find(of, id) is { } made) into.Drop(made);
            return;
        }
        if (!Kinds.TryGetValue(kind, out var columns)) return;
        var isPart = columns is not null || kind is nameof(CodedSegment) && !fields.TryGetProperty("sourceId", out _);
        if (isPart && kind != nameof(Study) && into.Find(kind, id) is null) return;
        Say(into, RecordedTypes.Of(kind).Create(), (kind, id), fields, here);
    }

    private static void Say(SaidRows into, IRecorded blank, (string Kind, Guid Id) of, JsonElement fields, Func<Guid, Guid> here)
    {
        var columns = of.Kind == nameof(Source) ? NestedSource : Kinds[of.Kind];
        var said = new List<(string, object?)>();
        foreach (var field in fields.EnumerateObject())
        {
            if (RowEdit.Property(blank, field.Name) is not { CanWrite: true } property || property.Name is "StudyId" or "Id" || columns?.Contains(property.Name) == false) continue;
            var value = RowEdit.Value(field.Value, property.PropertyType);
            if (value is null && Nullable.GetUnderlyingType(property.PropertyType) is null && property.PropertyType != typeof(string)) throw new FormatException();
            if (value is string json && property.GetValue(blank) is "{}" or "[]") Parsed(blank, property.Name, json);
            said.Add((property.Name, value is Guid guid ? here(guid) : value ?? (property.PropertyType == typeof(string) && !IsNullable(property) ? "" : null)));
        }
        var row = into.Of(of.Kind, of.Id);
        if (of.Kind == nameof(Code) && IsDyedElsewhere(row, said)) said.RemoveAll(s => s.Item1 is nameof(Code.Dye) or nameof(Code.Weave) or nameof(Code.Colour));
        foreach (var (name, value) in said) row[name] = value;
    }

    /// <summary>What is kept as JSON is read on every page: it must be as it is written here.</summary>
    private static void Parsed(IRecorded blank, string column, string json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != ((string)blank.GetType().GetProperty(column)!.GetValue(blank)! == "{}" ? JsonValueKind.Object : JsonValueKind.Array)) throw new FormatException();
        object? _ = (blank, column) switch
        {
            (Respondent, _) => AnswerValues.Read(json),
            (Variable, nameof(Variable.Categories)) => Category.Read(json),
            (Variable, nameof(Variable.Missing)) or (Band, _) => Category.ReadValues(json),
            (Scale, _) => ScaleParts.ItemsOf(new() { Items = json }),
            _ => null,
        };
    }

    /// <summary>A colour that another program gave since outranks the dye that was written.</summary>
    private static bool IsDyedElsewhere(SaidRow row, List<(string Name, object? Value)> said) =>
        row[nameof(Code.Colour)] is string { Length: > 0 } colour && said.Find(s => s.Name == nameof(Code.Dye)).Value is int dye
        && !colour.Equals(said.Find(s => s.Name == nameof(Code.Colour)).Value is string { Length: > 0 } own ? own : Dyes.Hex(dye), StringComparison.OrdinalIgnoreCase);

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
