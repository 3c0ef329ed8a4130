namespace Throughline.Formats;

/// <summary>
/// What a reader made of one file: the text that positions count, the structure found in it, and what could not be read.
/// </summary>
/// <param name="Kind">What sort of file it was, in the user's words: "Teams transcript", "Word document", "PDF".</param>
/// <param name="Text">
/// The text, as it is kept. No byte order mark, line ends are LF, no U+0000; otherwise never normalised.
/// </param>
/// <param name="Turns">
/// The turns of a transcript in the order of the text, not overlapping; empty for a document that is not a transcript.
/// </param>
/// <param name="Pages">Where each page begins in <paramref name="Text"/>, in UTF-16 code units; empty where pages are unknown.</param>
/// <param name="Warnings">What was not read as it stood, and where. Never null, empty when all was read.</param>
public sealed record ReadDocument(
    string Kind,
    string Text,
    IReadOnlyList<ReadTurn> Turns,
    IReadOnlyList<int> Pages,
    IReadOnlyList<ReadWarning> Warnings)
{
    /// <summary>Whether the file was a transcript: it has turns.</summary>
    public bool IsTranscript => Turns.Count > 0;
}

/// <summary>One speaker's stretch of a transcript.</summary>
/// <param name="Speaker">The speaker as the file names them; null where the file names nobody.</param>
/// <param name="Start">First UTF-16 code unit of the words in the text. The speaker's name is not part of the text.</param>
/// <param name="End">One past the last UTF-16 code unit of the words.</param>
/// <param name="StartMs">When the turn begins in the recording, milliseconds; null where the file does not say.</param>
/// <param name="EndMs">When it ends, milliseconds; null where the file does not say.</param>
/// <param name="Fragments">
/// The pieces that the file gave with times of their own and that were joined into this turn, so that a recording can follow
/// the words. Empty where the turn is one piece.
/// </param>
public sealed record ReadTurn(
    string? Speaker,
    int Start,
    int End,
    long? StartMs,
    long? EndMs,
    IReadOnlyList<ReadFragment> Fragments);

/// <summary>A timed piece of a turn.</summary>
/// <param name="Start">First UTF-16 code unit in the text.</param>
/// <param name="End">One past the last UTF-16 code unit.</param>
/// <param name="StartMs">When it begins in the recording, milliseconds.</param>
/// <param name="EndMs">When it ends, milliseconds.</param>
public sealed record ReadFragment(int Start, int End, long StartMs, long EndMs);

/// <summary>Something in a file that was not read as it stood.</summary>
/// <param name="Place">Where in the file, as a person would look it up: "line 846", "cue 212", "page 3", "paragraph 14".</param>
/// <param name="Message">What was found, what became of it, and what to do, in one or two sentences.</param>
public sealed record ReadWarning(string Place, string Message);

/// <summary>
/// A file that cannot be read at all. Readers throw this and nothing else for anything that a file, however hostile, contains.
/// </summary>
/// <param name="place">Where in the file; "the file" when it is the whole.</param>
/// <param name="message">What is wrong, in a sentence.</param>
/// <param name="remedy">What the person can do about it, in a sentence.</param>
public sealed class UnreadableFileException(string place, string message, string remedy) : Exception(message)
{
    /// <summary>Where in the file.</summary>
    public string Place { get; } = place;

    /// <summary>What the person can do about it.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>Whether the file was refused for its size, depth or expansion, not for its content.</summary>
    public bool TooLarge { get; init; }

    /// <summary>Where the file holds several things and one must be named: what each is called. Empty otherwise.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}

/// <summary>How much of a file is accepted. The defaults suit any interview; tests lower them.</summary>
public sealed record ReadLimits
{
    /// <summary>Largest file read, bytes. 100 MB.</summary>
    public long FileBytes { get; init; } = 100L << 20;

    /// <summary>Largest text kept from one file, UTF-16 code units. 20 million.</summary>
    public int TextLength { get; init; } = 20_000_000;

    /// <summary>Largest sum of what the parts of a packed file (docx, odt, xlsx) unpack to, bytes. 500 MB.</summary>
    public long UnpackedBytes { get; init; } = 500L << 20;

    /// <summary>Most a packed part may grow when unpacked, as a ratio, once over 1 MB. 200.</summary>
    public int UnpackedRatio { get; init; } = 200;

    /// <summary>Most parts in a packed file. 10,000.</summary>
    public int PackedParts { get; init; } = 10_000;

    /// <summary>Deepest nesting of elements (HTML, XML, RTF groups, ODT). 256.</summary>
    public int Depth { get; init; } = 256;

    /// <summary>Most turns, cues, rows or pages. 1,000,000.</summary>
    public int Items { get; init; } = 1_000_000;

    /// <summary>Most time that one page of a PDF may take. A minute.</summary>
    public TimeSpan PageTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Most time that a PDF may take where it is read in a process of its own. Ten minutes.</summary>
    public TimeSpan FileTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Most memory that a PDF’s reading may take where it has a process of its own, bytes, beside four times the file itself. 384 MB.</summary>
    public long Memory { get; init; } = 384L << 20;

    /// <summary>Most memory that the reading of a PDF may take. What files up to 4 MB may is the same for all, so that they share a process.</summary>
    internal long MemoryFor(int length) => Memory + (length > 4 << 20 ? 4L * length : 0);
}
