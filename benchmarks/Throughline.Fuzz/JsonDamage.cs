using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Throughline.Fuzz;

/// <summary>Lines of JSON that are still JSON, with values that their reader does not expect.</summary>
internal static class JsonDamage
{
    private static readonly string[] Values = ["null", "\"\"", "\"x\"", "-1", "2147483648", "1e400", "0.5", "true", "[]", "{}", "\"00000000-0000-0000-0000-000000000001\"", "[{\"kind\":\"Code\"}]"];

    /// <summary>Null where there is no line of JSON to begin with.</summary>
    public static byte[]? Of(byte[] lines, Random random)
    {
        var all = Encoding.UTF8.GetString(lines).Split('\n').ToList();
        for (var n = random.Next(1, 5); n > 0; n--)
        {
            var at = random.Next(all.Count);
            if (Changed(all[at], random) is not { } line) continue;
            if (random.Next(4) == 0) all.Insert(at, line);
            else all[at] = line;
        }
        return Encoding.UTF8.GetBytes(string.Join('\n', all));
    }

    private static string? Changed(string line, Random random)
    {
        try
        {
            if (JsonNode.Parse(line) is not JsonObject row || row.Count == 0) return null;
            var name = row.Select(p => p.Key).ElementAt(random.Next(row.Count));
            if (random.Next(4) == 0) row.Remove(name);
            else if (row[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is ['[' or '{', ..] within && random.Next(3) > 0)
                row[name] = Encoding.UTF8.GetString(Damage.Of(Encoding.UTF8.GetBytes(within), Encoding.UTF8.GetBytes(line), random));
            else row[name] = JsonNode.Parse(Values[random.Next(Values.Length)]);
            return row.ToJsonString();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException or FormatException)
        {
            return null;
        }
    }
}
