using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Throughline.Workbench.Respondents;

/// <summary>What a respondent answered, as <see cref="Respondent.Values"/> keeps it: each variable with its value, or with several.</summary>
public static class AnswerValues
{
    private static readonly JsonWriterOptions Plainly = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Written(IEnumerable<KeyValuePair<Guid, Answered>> values)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plainly))
        {
            json.WriteStartObject();
            foreach (var (variable, answered) in values.Where(v => !v.Value.IsMissing))
            {
                json.WritePropertyName(variable.ToString());
                if (answered.Several is null) json.WriteStringValue(answered.One);
                else
                {
                    json.WriteStartArray();
                    foreach (var one in answered.Several) json.WriteStringValue(one);
                    json.WriteEndArray();
                }
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static Dictionary<Guid, Answered> Read(string values)
    {
        var found = new Dictionary<Guid, Answered>();
        Each(values, found.Add);
        return found;
    }

    /// <summary>Tells each variable with what was answered, without building what is not wanted.</summary>
    /// <param name="values">As they are kept.</param>
    /// <param name="tell">Told of each.</param>
    /// <param name="wants">Which variables are wanted; null for all.</param>
    internal static void Each(string values, Action<Guid, Answered> tell, Func<Guid, bool>? wants = null)
    {
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(values));
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!Utf8Parser.TryParse(json.ValueSpan, out Guid variable, out _)) variable = Guid.Parse(json.GetString()!);
            json.Read();
            if (wants?.Invoke(variable) == false)
            {
                json.Skip();
                continue;
            }
            if (json.TokenType != JsonTokenType.StartArray)
            {
                tell(variable, Answered.As(json.GetString() ?? ""));
                continue;
            }
            var several = new List<string>();
            while (json.Read() && json.TokenType != JsonTokenType.EndArray) several.Add(json.GetString() ?? "");
            tell(variable, Answered.AsSeveral(several));
        }
    }
}

/// <summary>One answer: a value, or those of several that were chosen.</summary>
/// <param name="One">The value; several stand one after the other, parted by semicolons.</param>
/// <param name="Several">Null for a single value.</param>
public readonly record struct Answered(string One, IReadOnlyList<string>? Several)
{
    public bool IsMissing => Several is null ? string.IsNullOrWhiteSpace(One) : Several.Count == 0;

    public static Answered As(string value) => new(value, null);

    public static Answered AsSeveral(IReadOnlyList<string> values) => new(string.Join("; ", values), values);
}
