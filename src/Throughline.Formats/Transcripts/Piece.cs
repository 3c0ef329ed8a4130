namespace Throughline.Formats.Transcripts;

/// <summary>What a file gives in one piece: words of one speaker, with a time of their own where it says so.</summary>
/// <param name="Speaker">Who speaks; null where the file names nobody.</param>
/// <param name="Words">The words, trimmed, without the name.</param>
/// <param name="Place">Where they stand in the file.</param>
internal readonly record struct Piece(string? Speaker, string Words, Place Place)
{
    public long? StartMs { get; init; }

    public long? EndMs { get; init; }

    /// <summary>Which turn the file itself says that this is a fragment of; null where it does not say.</summary>
    public string? TurnKey { get; init; }

    /// <summary>Which recording, where one file holds several after each other.</summary>
    public int Part { get; init; }

    /// <summary>Whether the file gave a time that could not be believed. The words then stay with those before them.</summary>
    public bool LostTime { get; init; }
}

/// <summary>Pieces of cues.</summary>
internal static class Pieces
{
    public static Piece Of(Cue cue, string? speaker, string words) => new(speaker, words, cue.Place)
    {
        StartMs = cue.StartMs,
        EndMs = cue.EndMs,
        TurnKey = cue.TurnKey,
        Part = cue.Part,
        LostTime = cue.LostTime,
    };
}
