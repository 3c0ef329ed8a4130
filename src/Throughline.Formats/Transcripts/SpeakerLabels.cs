namespace Throughline.Formats.Transcripts;

/// <summary>
/// "Name: words". A colon is common in speech, so a label is believed only if it looks like a name and what the whole file
/// does bears it out.
/// </summary>
internal sealed class SpeakerLabels
{
    private const int LongestName = 80;
    private const int MostWords = 6;

    // Capitalised words that people put before a colon while they speak. Taken as names only where the file is built on them.
    private static readonly HashSet<string> Openers = new(StringComparer.OrdinalIgnoreCase)
    {
        "question", "answer", "note", "notes", "example", "warning", "remember", "yes", "no", "ok", "okay", "so", "and", "but",
        "well", "now", "first", "second", "third", "one", "two", "three", "also", "today", "time", "date", "place", "point",
        "number", "step", "because", "then", "like", "right", "summary", "update", "ps", "re", "subject", "topic", "title",
        "conclusion", "result", "reason", "problem", "idea", "option", "plus", "comment", "nb", "http", "https",
    };

    private static readonly HashSet<string> Particles = new(StringComparer.OrdinalIgnoreCase)
    {
        "de", "del", "della", "der", "den", "des", "di", "da", "do", "dos", "du", "el", "la", "le", "van", "von", "vom", "zu",
        "zur", "ten", "ter", "bin", "binti", "ibn", "al", "of", "the", "and", "y", "e", "i", "on", "for", "with",
    };

    private readonly Dictionary<string, int> counts = [];
    private int lines;
    private bool acceptsOnce;
    private bool typed;

    /// <summary>How labels are used in a file.</summary>
    internal enum Use
    {
        /// <summary>Colons are only colons.</summary>
        None,

        /// <summary>Every cue has its label; one without is nobody's.</summary>
        Always,

        /// <summary>A label stands where the speaker changes, and holds until the next.</summary>
        AtChange,
    }

    /// <summary>Length of what may be a name before a colon at the beginning of a line; 0 where there is none.</summary>
    /// <param name="line">The line, without leading spaces.</param>
    /// <param name="words">Where the words begin.</param>
    public static int NameLength(ReadOnlySpan<char> line, out int words)
    {
        words = 0;
        var colon = line[..Math.Min(line.Length, LongestName + 1)].IndexOfAny(':', '：');
        if (colon <= 0)
            return 0;
        if (line[colon] == ':' && colon + 1 < line.Length && !char.IsWhiteSpace(line[colon + 1]))
            return 0;
        var name = line[..colon].TrimEnd();
        if (!IsName(name) && !IsMark(name))
            return 0;
        words = colon + 1;
        return name.Length;
    }

    /// <summary>Whether it is written as a name is: few words, each with a capital (or in a script without), no sentence.</summary>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || name.Length > LongestName || !IsUpper(name[0]))
            return false;
        var count = 0;
        foreach (var range in name.Split(' '))
        {
            var word = name[range];
            if (word.IsEmpty)
                continue;
            if (++count > MostWords || !IsNameWord(word))
                return false;
        }

        return true;
    }

    /// <summary>One word with perhaps a number, in small letters: "interviewer", "p01", "speaker 1".</summary>
    public static bool IsMark(ReadOnlySpan<char> name)
    {
        var space = name.IndexOf(' ');
        var word = space < 0 ? name : name[..space];
        var number = space < 0 ? [] : name[(space + 1)..];
        return word.Length is > 0 and <= 20 && char.IsLetter(word[0]) && !word.ContainsAnyExcept(Letters)
            && number.Length <= 4 && !number.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>Takes a line into account.</summary>
    /// <param name="line">The line, without leading spaces.</param>
    /// <param name="begins">Whether it begins a cue or a paragraph, of which every one could have a label.</param>
    public void Count(ReadOnlySpan<char> line, bool begins)
    {
        lines += begins ? 1 : 0;
        var length = NameLength(line, out _);
        if (length > 0)
            Add(line[..length].ToString());
    }

    /// <summary>Takes a label of a typed transcript into account.</summary>
    public void Count(string name)
    {
        lines++;
        Add(name);
    }

    /// <summary>Settles what labels mean in the lines that were counted.</summary>
    /// <param name="firstIsLabelled">Whether the first line has a label.</param>
    public Use Settle(bool firstIsLabelled)
    {
        var believed = counts.Where(label => IsBelieved(label.Key, label.Value)).Sum(label => label.Value);
        var possible = counts.Where(label => MayBeName(label.Key)).Sum(label => label.Value);
        if (lines > 0 && (believed * 2 >= lines || possible * 5 >= lines * 4))
        {
            acceptsOnce = true;
            return Use.Always;
        }

        var several = counts.Count(label => IsBelieved(label.Key, label.Value) && MayBeName(label.Key)) >= 2;
        return several && firstIsLabelled ? Use.AtChange : Use.None;
    }

    /// <summary>
    /// Settles labels of a typed transcript: two names, one of them twice, most labels recurring. Where labels have times, one
    /// name is enough.
    /// </summary>
    /// <param name="timed">How many labels have a time.</param>
    public bool SettleTyped(int timed)
    {
        var recurring = counts.Where(label => IsBelieved(label.Key, label.Value)).ToList();
        var believed = recurring.Sum(label => label.Value);
        var names = counts.Keys.Count(MayBeName) + recurring.Count(label => !MayBeName(label.Key));
        typed = true;
        acceptsOnce = recurring.Count > 0 && believed * 2 >= lines && (names >= 2 || timed * 2 >= lines);
        return acceptsOnce;
    }

    /// <summary>Whether the label is a speaker's, as things were settled.</summary>
    /// <param name="name">The label.</param>
    /// <param name="timed">Whether a time stands with it, which nobody speaks.</param>
    public bool Accepts(string name, bool timed = false) =>
        counts.TryGetValue(name, out var count)
        && (IsBelieved(name, count) || (acceptsOnce && MayBeName(name) && (!typed || timed || IsUnlikeSpeech(name))));

    private static System.Buffers.SearchValues<char> Letters { get; } =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789äöüßéèàçñåøæ_-");

    private static System.Buffers.SearchValues<char> NeverInNames { get; } = System.Buffers.SearchValues.Create("!?;…<>");

    private void Add(string name) => counts[name] = counts.GetValueOrDefault(name) + 1;

    private bool IsBelieved(string name, int count) =>
        count >= 2 && (MayBeName(name) || count * 10 >= lines);

    private static bool MayBeName(string name) => IsName(name) && !Openers.Contains(name);

    /// <summary>"Really:" may begin a sentence; "Ana Lund:" and "P20:" do not.</summary>
    private static bool IsUnlikeSpeech(string name) => name.Contains(' ') || name.Any(char.IsAsciiDigit);

    private static bool IsNameWord(ReadOnlySpan<char> word)
    {
        var bare = word.Trim("()[]\"'’.,&/-–@#");
        if (bare.IsEmpty || (word[^1] == '.' && bare.Length > 4))
            return bare.IsEmpty && word.Length == 1;
        if (bare.ContainsAny(NeverInNames))
            return false;
        return IsUpper(bare[0]) || char.IsAsciiDigit(bare[0]) || word[0] == '('
            || Particles.GetAlternateLookup<ReadOnlySpan<char>>().Contains(bare);
    }

    /// <summary>A capital, or a letter of a script that has none.</summary>
    private static bool IsUpper(char c) => char.IsLetter(c) && !char.IsLower(c);
}
