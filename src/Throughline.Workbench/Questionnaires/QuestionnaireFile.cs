using System.Text.Json;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

/// <summary>A questionnaire as a file: JSON with its questions in order, each condition naming its question.</summary>
public sealed record QuestionnaireFile(string Name, string? Title, string? Thanks, IReadOnlyList<QuestionnaireFile.Entry> Questions)
{
    private static readonly JsonSerializerOptions Json = new(Form.Json) { WriteIndented = true, AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip };

    public sealed record Entry(
        string Kind, string? Name = null, string? Text = null, string? Help = null, bool? Required = null, string? Use = null, IReadOnlyList<FormOption>? Options = null,
        double? Least = null, double? Most = null, Condition? ShownWhere = null);

    public sealed record Condition(string Question, IReadOnlyList<string> Is);

    public static Outcome<QuestionnaireFile> Read(string file, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var read = JsonSerializer.Deserialize<QuestionnaireFile>(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes, Json);
            if (read?.Questions is null || read.Questions.Any(q => q?.Kind is null)) return Bad(file, "The whole file", "It holds no questions, or one without its kind.");
            return read;
        }
        catch (JsonException fault)
        {
            return Bad(file, $"Line {fault.LineNumber + 1}", "It is not the JSON of a questionnaire.");
        }
    }

    private static Problem Bad(string file, string place, string what) =>
        new Problem.Unreadable(file, place, what, "Nothing was kept. An exported questionnaire shows how it is written.");

    public string Written() => JsonSerializer.Serialize(this, Json);

    public static QuestionnaireFile Of(Questionnaire questionnaire, Form form)
    {
        var names = form.Items.ToDictionary(i => i.Id, i => i.Name);
        return new(questionnaire.Name, form.Title, form.Thanks, [.. form.Items.Select(i => new Entry(
            i.Kind, Said(i.Name), i.Text, Said(i.Help), i.Required ? true : null, Said(i.ConsentUse), i.Options.Count > 0 ? i.Options : null, i.Least, i.Most,
            i.ShownWhere is { } where && names.TryGetValue(where.Question, out var asked) ? new(asked, where.Is) : null))]);
    }

    private static string? Said(string text) => text.Length > 0 ? text : null;
}
