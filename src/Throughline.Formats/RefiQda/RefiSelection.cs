namespace Throughline.Formats.RefiQda;

/// <summary>A part of a source (clause 3.12), coded or not. NVivo writes one for each coding, so ranges repeat.</summary>
/// <param name="Guid">The id. A selection of a PDF page and the one of its words may share it: compare within one kind.</param>
public abstract record RefiSelection(RefiGuid Guid)
{
    /// <summary>The name; null where there is none.</summary>
    public string? Name { get; init; }

    /// <summary>What is said of it. In MAXQDA a selection with a description and no coding is a memo.</summary>
    public string? Description { get; init; }

    /// <summary>Who made and last changed it, and when.</summary>
    public RefiStamp Stamp { get; init; } = RefiStamp.None;

    /// <summary>The codes applied, each by whom.</summary>
    public IReadOnlyList<RefiCoding> Codings { get; init; } = [];

    /// <summary>Notes on it.</summary>
    public IReadOnlyList<RefiGuid> NoteRefs { get; init; } = [];
}

/// <summary>A stretch of a text (clause 10.2).</summary>
/// <param name="Guid">The id.</param>
/// <param name="Start">First UTF-16 code unit in the cleaned text.</param>
/// <param name="End">One past the last UTF-16 code unit.</param>
public sealed record RefiTextSelection(RefiGuid Guid, int Start, int End) : RefiSelection(Guid);

/// <summary>A rectangle of a picture, in pixels from the top left after rotation by its EXIF mark (clauses 9.1.5 and 10.4).</summary>
/// <param name="Guid">The id.</param>
/// <param name="FirstX">Left.</param>
/// <param name="FirstY">Top.</param>
/// <param name="SecondX">Right.</param>
/// <param name="SecondY">Bottom.</param>
public sealed record RefiPictureSelection(RefiGuid Guid, long FirstX, long FirstY, long SecondX, long SecondY) : RefiSelection(Guid);

/// <summary>A rectangle of a page, in points from the bottom left of the media box (clause 10.3).</summary>
/// <param name="Guid">The id.</param>
/// <param name="Page">The page, counted from 0.</param>
/// <param name="FirstX">One corner.</param>
/// <param name="FirstY">One corner.</param>
/// <param name="SecondX">The corner opposite.</param>
/// <param name="SecondY">The corner opposite.</param>
public sealed record RefiPdfSelection(RefiGuid Guid, long Page, long FirstX, long FirstY, long SecondX, long SecondY) : RefiSelection(Guid)
{
    /// <summary>The words in the rectangle; null where the file does not hold them.</summary>
    public RefiTextSource? Representation { get; init; }
}

/// <summary>A stretch of a recording (clause 10.4).</summary>
/// <param name="Guid">The id.</param>
/// <param name="BeginMs">Milliseconds from the start of the recording.</param>
/// <param name="EndMs">Milliseconds from the start of the recording.</param>
public sealed record RefiTimeSelection(RefiGuid Guid, long BeginMs, long EndMs) : RefiSelection(Guid);

/// <summary>A stretch of a transcript between two sync points.</summary>
/// <param name="Guid">The id.</param>
/// <param name="From">The sync point it starts at; null where not given.</param>
/// <param name="To">The sync point it ends at; null where not given.</param>
public sealed record RefiTranscriptSelection(RefiGuid Guid, RefiGuid? From, RefiGuid? To) : RefiSelection(Guid);
