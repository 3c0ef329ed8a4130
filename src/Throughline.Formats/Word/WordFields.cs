namespace Throughline.Formats.Word;

/// <summary>
/// Follows complex fields (ECMA-376 part 1, 17.16.18): what stands between the beginning and the separator is an instruction,
/// also where it holds the result of another field.
/// </summary>
internal sealed class WordFields
{
    private const int Deepest = 200;
    private readonly List<bool> instructions = [];

    /// <summary>Whether text is shown here, and not part of an instruction.</summary>
    public bool AreShown => !instructions.Contains(true);

    /// <summary>Takes a mark: "begin", "separate" or "end".</summary>
    public void Take(string? mark)
    {
        if (mark == "begin" && instructions.Count < Deepest)
            instructions.Add(true);
        else if (mark == "separate" && instructions.Count > 0)
            instructions[^1] = false;
        else if (mark == "end" && instructions.Count > 0)
            instructions.RemoveAt(instructions.Count - 1);
    }

    /// <summary>An instruction ends with its paragraph at the latest: a field without its end must not swallow the rest.</summary>
    public void EndParagraph()
    {
        for (var i = 0; i < instructions.Count; i++)
            instructions[i] = false;
    }
}
