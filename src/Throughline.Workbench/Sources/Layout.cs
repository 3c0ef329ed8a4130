using System.Text.Json;

namespace Throughline.Workbench.Sources;

/// <summary>
/// The structure of a source's text: its turns and its pages. Kept as one compact JSON value beside the text, because it is
/// always read with it and never changed without it.
/// </summary>
public sealed record Layout(IReadOnlyList<LayoutTurn> Turns, IReadOnlyList<int> Pages)
{
    public static readonly Layout None = new([], []);

    public string Write()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("turns");
            foreach (var turn in Turns) Write(json, turn);
            json.WriteEndArray();
            json.WriteStartArray("pages");
            foreach (var page in Pages) json.WriteNumberValue(page);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static Layout Read(string json)
    {
        if (json.Length == 0) return None;
        using var document = JsonDocument.Parse(json);
        var turns = document.RootElement.GetProperty("turns");
        var pages = document.RootElement.GetProperty("pages");
        return new([.. turns.EnumerateArray().Select(ReadTurn)], [.. pages.EnumerateArray().Select(p => p.GetInt32())]);
    }

    /// <summary>The turn that holds a position, or the last before it; null before the first and in texts without turns.</summary>
    public int? TurnAt(int position)
    {
        int low = 0, high = Turns.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Turns[middle].Start <= position) low = middle + 1;
            else high = middle;
        }
        return low == 0 ? null : low - 1;
    }

    /// <summary>When the words at a position are said: by the fragment they stand in, else by the turn.</summary>
    public long? TimeAt(int position)
    {
        if (TurnAt(position) is not { } index) return null;
        var turn = Turns[index];
        var time = turn.StartMs;
        foreach (var fragment in turn.Fragments)
            if (fragment.Start <= position) time = fragment.StartMs;
        return time;
    }

    private static void Write(Utf8JsonWriter json, LayoutTurn turn)
    {
        json.WriteStartArray();
        json.WriteNumberValue(turn.Speaker);
        json.WriteNumberValue(turn.Start);
        json.WriteNumberValue(turn.End);
        json.WriteNumberValue(turn.StartMs ?? -1);
        json.WriteNumberValue(turn.EndMs ?? -1);
        foreach (var fragment in turn.Fragments)
        {
            json.WriteNumberValue(fragment.Start);
            json.WriteNumberValue(fragment.End);
            json.WriteNumberValue(fragment.StartMs);
            json.WriteNumberValue(fragment.EndMs);
        }
        json.WriteEndArray();
    }

    private static LayoutTurn ReadTurn(JsonElement turn)
    {
        var n = turn.GetArrayLength();
        if (n < 5) throw new FormatException("A turn has fewer than five numbers.");
        var fragments = new LayoutFragment[(n - 5) / 4];
        for (int i = 0, at = 5; i < fragments.Length; i++, at += 4)
            fragments[i] = new(turn[at].GetInt32(), turn[at + 1].GetInt32(), turn[at + 2].GetInt64(), turn[at + 3].GetInt64());
        return new(turn[0].GetInt32(), turn[1].GetInt32(), turn[2].GetInt32(), Time(turn[3]), Time(turn[4]), fragments);
    }

    private static long? Time(JsonElement element) => element.GetInt64() is >= 0 and var ms ? ms : null;
}

/// <summary>One speaker's stretch. Positions are UTF-16 code units, the end exclusive; times milliseconds.</summary>
/// <param name="Speaker">Number of the <see cref="Sources.Speaker"/> of this source; 0 where nobody is named.</param>
public sealed record LayoutTurn(int Speaker, int Start, int End, long? StartMs, long? EndMs, IReadOnlyList<LayoutFragment> Fragments);

public readonly record struct LayoutFragment(int Start, int End, long StartMs, long EndMs);
