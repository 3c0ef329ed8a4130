using Throughline.Methods.Anchors;

namespace Throughline.Workbench.Coding;

/// <summary>A segment in a list, with all that a person needs to read it where it stands.</summary>
/// <param name="Segment">The segment and its words.</param>
/// <param name="SourceName">The source it stands in.</param>
/// <param name="Code">Its code.</param>
/// <param name="VersionNow">The version of the code's definition in force.</param>
/// <param name="Voice">Who says it, and when.</param>
/// <param name="Context">What is said around it.</param>
/// <param name="Stances">The themes under which it is placed.</param>
/// <param name="Notes">How many notes are on it.</param>
/// <param name="Others">Other codes on the same words.</param>
/// <param name="Group">The key of its <see cref="SegmentGroup"/>.</param>
/// <param name="Positions">What is needed to tell positions in code points.</param>
public sealed record SegmentRow(
    SegmentLine Segment, string SourceName, SegmentCode Code, int VersionNow, SegmentVoice Voice, SegmentContext Context,
    IReadOnlyList<SegmentStance> Stances, int Notes, IReadOnlyList<SegmentCode> Others, string Group, TextPositions Positions)
{
    /// <summary>Where it lies, where that is not, or not only, words.</summary>
    public SelectionPlace Place { get; init; } = new(Segment.Start, Segment.End);

    public bool IsOlder => Segment.DefinitionVersion < VersionNow;
}

/// <summary>A code as a list shows it. <paramref name="Path"/> leads from the top of the codebook to it: Support / Alone with it.</summary>
public sealed record SegmentCode(Guid Id, string Name, string Path, int Dye, int Weave, bool InVivo);

/// <param name="Turn">The number of the turn, from 1; null in a text without turns.</param>
/// <param name="Speaker">As the transcript names them; empty where it names nobody.</param>
/// <param name="Role">interviewer, participant or other.</param>
/// <param name="Participant">Who is known by that voice.</param>
/// <param name="ParticipantName">Their study name; empty where nobody is known.</param>
/// <param name="TimeMs">When it begins in the recording, milliseconds.</param>
public sealed record SegmentVoice(int? Turn, string Speaker, string Role, Guid? Participant, string ParticipantName, long? TimeMs);

/// <param name="Before">Whole turns or paragraphs before, in order.</param>
/// <param name="Lead">The words of its own turn before it.</param>
/// <param name="Tail">The words of its own turn after it.</param>
/// <param name="After">Whole turns or paragraphs after.</param>
public sealed record SegmentContext(IReadOnlyList<ContextPiece> Before, string Lead, string Tail, IReadOnlyList<ContextPiece> After)
{
    public static readonly SegmentContext None = new([], "", "", []);
}

public sealed record ContextPiece(int? Turn, string Speaker, string Role, string Text);

/// <summary>A theme under which a segment is placed, and how.</summary>
public sealed record SegmentStance(Guid Theme, int Number, string Label, string Stance);

/// <summary>Segments that belong together in the order asked for.</summary>
/// <param name="Key">Distinct in a list.</param>
/// <param name="Name">P07; the name of a source, code or coder; a day.</param>
/// <param name="Said">What is known of it: a participant's values, a code's place.</param>
/// <param name="Count">How many segments of the whole list are in it.</param>
public sealed record SegmentGroup(string Key, string Name, string Said, int Count);

/// <summary>How often somebody says what the list is about.</summary>
public sealed record SegmentVoices(string Key, string Name, int Count);
