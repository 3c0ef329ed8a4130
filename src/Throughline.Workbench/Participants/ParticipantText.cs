using System.Text.Encodings.Web;
using System.Text.Json;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Participants;

/// <summary>What is known of a participant, as names of variables with their values, in the researcher's order.</summary>
public static class ParticipantText
{
    public const int NameLength = 100, VariableLength = 200, ValueLength = 4000, Variables = 500;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Problem.Invalid? CheckName(string name) =>
        string.IsNullOrWhiteSpace(name) ? new Problem.Invalid("name", "A participant needs a study name, such as P07.")
        : name.Trim().Length > NameLength ? new Problem.Invalid("name", $"A study name has at most {NameLength} characters.")
        : null;

    public static Problem.Invalid? CheckValues(IReadOnlyCollection<KeyValuePair<string, string>> values) =>
        values.Count > Variables ? new Problem.Invalid("values", $"A participant has at most {Variables} variables.")
        : values.Any(v => string.IsNullOrWhiteSpace(v.Key)) ? new Problem.Invalid("values", "Each variable needs a name.")
        : values.Any(v => v.Key.Length > VariableLength || v.Value.Length > ValueLength)
            ? new Problem.Invalid("values", $"A variable’s name has at most {VariableLength} characters, its value {ValueLength}.")
        : values.DistinctBy(v => NameKey.Of(v.Key)).Count() < values.Count ? new Problem.Invalid("values", "Two variables have the same name.")
        : null;

    public static IReadOnlyList<KeyValuePair<string, string>> Values(Participant participant)
    {
        using var document = JsonDocument.Parse(participant.Values);
        return [.. document.RootElement.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.ToString()))];
    }

    public static string Written(IEnumerable<KeyValuePair<string, string>> values) =>
        JsonSerializer.Serialize(new OrderedDictionary<string, string>(values), Json);

    /// <summary>What was known, with what is new written over it. A blank says nothing, and so takes nothing away.</summary>
    public static string Merged(Participant participant, IEnumerable<KeyValuePair<string, string>> news)
    {
        var values = new OrderedDictionary<string, string>(Values(participant));
        foreach (var (variable, value) in news)
        {
            var there = values.Keys.FirstOrDefault(k => NameKey.Of(k) == NameKey.Of(variable)) ?? variable;
            if (value.Length > 0 || !values.ContainsKey(there)) values[there] = value;
        }
        return Written(values);
    }
}
