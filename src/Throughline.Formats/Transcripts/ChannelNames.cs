namespace Throughline.Formats.Transcripts;

/// <summary>Names for the channels of a recording, taken from the names of their files: interview3_doctor, interview3_patient.</summary>
internal static class ChannelNames
{
    private static readonly char[] Separators = ['_', '-', ' ', '.'];

    // With one file there is nothing to compare with; only words that can be nothing but a party to the talk are taken.
    private static readonly HashSet<string> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        "doctor", "patient", "interviewer", "interviewee", "participant", "respondent", "clinician", "therapist", "client",
        "nurse", "moderator", "facilitator", "researcher", "teacher", "student", "carer", "caller", "agent", "left", "right",
        "host", "guest",
    };

    private static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "speaker", "speech", "tier", "text", "transcript", "transcription", "utterance", "utterances", "orthography", "ort",
        "words", "word", "sentence", "sentences", "phrase", "phrases", "mary", "silences", "interval", "intervals", "trans",
    };

    /// <summary>One name per file; null where the file's name gives none.</summary>
    public static string?[] Of(IReadOnlyList<string> files)
    {
        var stems = files.Select(file => Path.GetFileNameWithoutExtension(file.Replace('\\', '/'))).ToArray();
        if (stems.Length == 1)
            return [LastWord(stems[0])];
        var front = CommonFront(stems);
        var cut = stems.Select(stem => stem[front..]).ToArray();
        var back = CommonFront([.. cut.Select(Reversed)]);
        return [.. cut.Select(stem => Bare(stem[..^back]))];
    }

    /// <summary>Whether a tier's name says nothing about who speaks: "Speaker", "Tier 1".</summary>
    public static bool SaysNothing(string tier) => NoNames.Contains(tier.Trim().TrimEnd([.. "0123456789 _-#"]));

    private static string? LastWord(string stem)
    {
        var cut = stem.LastIndexOfAny(Separators);
        var last = cut < 0 ? "" : stem[(cut + 1)..];
        return Roles.Contains(last) ? last : null;
    }

    /// <summary>Length of what all begin with, cut back to a separator so that no word is torn.</summary>
    private static int CommonFront(string[] stems)
    {
        var length = stems.Min(stem => stem.Length);
        var same = 0;
        while (same < length && stems.All(stem => stem[same] == stems[0][same]))
            same++;
        while (same > 0 && !Separators.Contains(stems[0][same - 1]))
            same--;
        return same;
    }

    private static string Reversed(string stem) => new([.. stem.Reverse()]);

    private static string? Bare(string stem)
    {
        var bare = stem.Trim(Separators);
        return bare.Length == 0 ? null : bare;
    }
}
