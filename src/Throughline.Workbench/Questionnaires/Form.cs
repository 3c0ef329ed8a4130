using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Throughline.Workbench.Questionnaires;

/// <summary>A questionnaire as respondents are given it: what a version keeps, and what the draft would be if it were kept now.</summary>
public sealed record Form(string Title, string Thanks, IReadOnlyList<FormItem> Items)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Form Of(Questionnaire questionnaire, IEnumerable<Question> questions) =>
        new(questionnaire.Title, questionnaire.Thanks, [.. questions.InOrder().Select(FormItem.Of)]);

    public static Form Read(string written) => JsonSerializer.Deserialize<Form>(written, Json) ?? new("", "", []);

    public string Written() => JsonSerializer.Serialize(this, Json);

    /// <summary>Whether it asks for what only the vault may keep.</summary>
    public bool AsksForContact => Items.Any(i => i.IsContact);
}

/// <summary>One item of a form; see <see cref="Question"/>.</summary>
public sealed record FormItem(
    Guid Id, string Kind, string Name, string Text, string Help, bool Required, IReadOnlyList<FormOption> Options,
    double? Least, double? Most, ShownWhere? ShownWhere, string ConsentUse)
{
    public static FormItem Of(Question question) => new(
        question.Id, question.Kind, question.Name, question.Text, question.Help, question.Required, FormOption.Read(question.Options),
        question.Least, question.Most, ShownWhere.Read(question.ShownWhere), question.ConsentUse);

    /// <summary>Whether it is answered at all: headings and information are not.</summary>
    public bool IsAsked => Question.IsAsked(Kind);

    /// <summary>Whether one of its options is chosen.</summary>
    public bool IsChosen => Kind is Question.Single or Question.Multiple or Question.Item or Question.Consent;

    /// <summary>A name, an address or a number: kept by the vault and nowhere else.</summary>
    public bool IsContact => Kind is Question.Short && Question.ContactUses.Contains(ConsentUse);

    /// <summary>What a value is called where it is shown.</summary>
    public string Label(string value) => Options.FirstOrDefault(o => o.Value == value)?.Label ?? value;
}

public sealed record FormOption(string Value, string Label)
{
    public static readonly IReadOnlyList<FormOption> YesNo = [new("yes", "Yes"), new("no", "No")];

    public static IReadOnlyList<FormOption> Read(string written) => JsonSerializer.Deserialize<List<FormOption>>(written, Form.Json) ?? [];

    public static string Write(IEnumerable<FormOption> options) => JsonSerializer.Serialize(options, Form.Json);
}

/// <summary>Shown only where an earlier question was answered by one of the values.</summary>
public sealed record ShownWhere(Guid Question, IReadOnlyList<string> Is)
{
    public static ShownWhere? Read(string written) => written.Length == 0 ? null : JsonSerializer.Deserialize<ShownWhere>(written, Form.Json);

    public static string Write(ShownWhere? where) => where is null ? "" : JsonSerializer.Serialize(where, Form.Json);
}
