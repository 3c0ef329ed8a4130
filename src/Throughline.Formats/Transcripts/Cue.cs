namespace Throughline.Formats.Transcripts;

/// <summary>One cue of a WebVTT or SubRip file, before its text is looked into.</summary>
/// <param name="Place">Its number in the file and the line of its time.</param>
/// <param name="Id">The line above its time; null where there is none.</param>
/// <param name="From">Where its lines begin in the file's text.</param>
/// <param name="To">Where they end.</param>
internal readonly record struct Cue(Place Place, string? Id, int From, int To)
{
    public long? StartMs { get; init; }

    public long? EndMs { get; init; }

    /// <summary>Whether the file gave a time that could not be believed.</summary>
    public bool LostTime { get; init; }

    /// <summary>Which recording, where files were put one behind the other.</summary>
    public int Part { get; init; }

    /// <summary>"guid" + "/13" of the id "guid/13-0": Teams' own number of the turn; null for any other id.</summary>
    public string? TurnKey => Id is not null && IsTeamsId(Id) ? Id[..Id.LastIndexOf('-')] : null;

    public ReadOnlySpan<char> Lines(string text) => text.AsSpan(From, To - From);

    /// <summary>Whether an id has Teams' form: anything, a slash, the turn, a hyphen, the fragment.</summary>
    public static bool IsTeamsId(ReadOnlySpan<char> id)
    {
        var slash = id.LastIndexOf('/');
        var hyphen = id.LastIndexOf('-');
        return slash > 0 && hyphen > slash && !id.Contains(' ')
            && IsNumber(id[(slash + 1)..hyphen]) && IsNumber(id[(hyphen + 1)..]);
    }

    /// <summary>Whether a line can be nothing but an id: a number, or Teams' form.</summary>
    public static bool IsSurelyId(ReadOnlySpan<char> line)
    {
        var id = line.Trim();
        return IsNumber(id) || IsTeamsId(id);
    }

    private static bool IsNumber(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= 9 && !text.ContainsAnyExceptInRange('0', '9');
}
