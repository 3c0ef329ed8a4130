namespace Throughline.Formats.RefiQda;

/// <summary>A source (clause 3.14): a text, picture, PDF, audio or video.</summary>
/// <param name="Guid">The id. It may be another thing's too: compare within one kind.</param>
public abstract record RefiSource(RefiGuid Guid)
{
    /// <summary>The name; null where there is none. Names repeat.</summary>
    public string? Name { get; init; }

    /// <summary>What is said of it.</summary>
    public string? Description { get; init; }

    /// <summary>Who made and last changed it, and when.</summary>
    public RefiStamp Stamp { get; init; } = RefiStamp.None;

    /// <summary>Codings of the source as a whole.</summary>
    public IReadOnlyList<RefiCoding> Codings { get; init; } = [];

    /// <summary>Notes on it.</summary>
    public IReadOnlyList<RefiGuid> NoteRefs { get; init; } = [];

    /// <summary>Its values of variables.</summary>
    public IReadOnlyList<RefiValue> Values { get; init; } = [];
}

/// <summary>A text (clauses 9.1.2 and 9.1.3). Notes, the words of a PDF and the description of a picture are texts too.</summary>
/// <param name="Guid">The id.</param>
public sealed record RefiTextSource(RefiGuid Guid) : RefiSource(Guid)
{
    /// <summary>The text, cleaned; null where the file does not hold it, which was told. Then positions stand as in the file.</summary>
    public string? Text { get; init; }

    /// <summary>The file that the text came from; null where it stood within the XML.</summary>
    public RefiPath? PlainTextPath { get; init; }

    /// <summary>The same text with its looks, a .docx; null where there is none.</summary>
    public RefiPath? RichTextPath { get; init; }

    /// <summary>The selections.</summary>
    public IReadOnlyList<RefiTextSelection> Selections { get; init; } = [];
}

/// <summary>A source with a file of its own.</summary>
/// <param name="Guid">The id.</param>
public abstract record RefiFileSource(RefiGuid Guid) : RefiSource(Guid)
{
    /// <summary>The file; null where none is named.</summary>
    public RefiPath? Path { get; init; }

    /// <summary>Where the file lay on the machine where it was made. It is read, to find the file again, and never written.</summary>
    public RefiPath? CurrentPath { get; init; }
}

/// <summary>A picture (clause 9.1.5).</summary>
/// <param name="Guid">The id.</param>
public sealed record RefiPictureSource(RefiGuid Guid) : RefiFileSource(Guid)
{
    /// <summary>What the picture shows, in words, with selections of its own.</summary>
    public RefiTextSource? TextDescription { get; init; }

    /// <summary>The selections.</summary>
    public IReadOnlyList<RefiPictureSelection> Selections { get; init; } = [];
}

/// <summary>A PDF (clause 9.1.4).</summary>
/// <param name="Guid">The id.</param>
public sealed record RefiPdfSource(RefiGuid Guid) : RefiFileSource(Guid)
{
    /// <summary>Selections of parts of a page.</summary>
    public IReadOnlyList<RefiPdfSelection> Selections { get; init; } = [];

    /// <summary>Its words, with the selections of words.</summary>
    public RefiTextSource? Representation { get; init; }
}

/// <summary>A recording (clause 9.1.6).</summary>
/// <param name="Guid">The id.</param>
public abstract record RefiMediaSource(RefiGuid Guid) : RefiFileSource(Guid)
{
    /// <summary>Its transcripts.</summary>
    public IReadOnlyList<RefiTranscript> Transcripts { get; init; } = [];

    /// <summary>Selections of a stretch of time.</summary>
    public IReadOnlyList<RefiTimeSelection> Selections { get; init; } = [];
}

/// <summary>A sound recording.</summary>
/// <param name="Guid">The id.</param>
public sealed record RefiAudioSource(RefiGuid Guid) : RefiMediaSource(Guid);

/// <summary>A video.</summary>
/// <param name="Guid">The id.</param>
public sealed record RefiVideoSource(RefiGuid Guid) : RefiMediaSource(Guid);

/// <summary>A transcript of a recording (clause 3.16).</summary>
/// <param name="Guid">The id. It may be that of a text source that shares the file.</param>
public sealed record RefiTranscript(RefiGuid Guid)
{
    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>What is said of it.</summary>
    public string? Description { get; init; }

    /// <summary>Who made and last changed it, and when.</summary>
    public RefiStamp Stamp { get; init; } = RefiStamp.None;

    /// <summary>The text, cleaned; null where the file does not hold it, which was told.</summary>
    public string? Text { get; init; }

    /// <summary>The file that the text came from; null where it stood within the XML.</summary>
    public RefiPath? PlainTextPath { get; init; }

    /// <summary>The same text with its looks, a .docx; null where there is none.</summary>
    public RefiPath? RichTextPath { get; init; }

    /// <summary>Where the text and the recording meet (clause 3.15), in the order of the file.</summary>
    public IReadOnlyList<RefiSyncPoint> SyncPoints { get; init; } = [];

    /// <summary>The selections, each from one sync point to another.</summary>
    public IReadOnlyList<RefiTranscriptSelection> Selections { get; init; } = [];

    /// <summary>Notes on it.</summary>
    public IReadOnlyList<RefiGuid> NoteRefs { get; init; } = [];
}

/// <summary>A place where text and recording meet.</summary>
/// <param name="Guid">The id.</param>
/// <param name="TimeMs">Milliseconds from the start of the recording; null where not given.</param>
/// <param name="Position">UTF-16 code units from the start of the text; null where not given.</param>
public sealed record RefiSyncPoint(RefiGuid Guid, long? TimeMs, int? Position);

/// <summary>An application of a code (clause 3.4).</summary>
/// <param name="Guid">The id.</param>
/// <param name="Code">The code.</param>
/// <param name="CreatedBy">Who coded; it may be another than who made the selection. Null where the file does not say.</param>
/// <param name="CreatedAt">When.</param>
public sealed record RefiCoding(RefiGuid Guid, RefiGuid Code, RefiGuid? CreatedBy = null, DateTimeOffset? CreatedAt = null)
{
    /// <summary>Notes on the coding.</summary>
    public IReadOnlyList<RefiGuid> NoteRefs { get; init; } = [];
}
