using Throughline.Methods.Anchors;

namespace Throughline.Workbench.Notes;

/// <summary>A note with what it is on, as questions and verbs answer.</summary>
public sealed record NoteLine(
    Guid Id, string Kind, NotePlace Place, NoteSubject Subject, string Title, string Text, string Author, long At, long EditedAt,
    IReadOnlyList<NoteLinkLine> Links);

/// <summary>What a note or a link is on, said in a line: "P07, turn 45", or the name of a code.</summary>
/// <param name="Said">The line.</param>
/// <param name="Words">The words concerned, for words and segments.</param>
/// <param name="Source">The source in which they stand.</param>
/// <param name="Start">Where they begin in it, UTF-16 code units.</param>
/// <param name="End">One past where they end.</param>
/// <param name="Code">The code: of a segment, or itself.</param>
/// <param name="Gone">It is no longer in the study.</param>
/// <param name="Positions">What is needed to tell the positions in code points.</param>
/// <param name="SourceName">The name of that source.</param>
/// <param name="Label">The name of the code, theme or participant, as a table writes it.</param>
public sealed record NoteSubject(
    string Said, string Words = "", Guid? Source = null, int? Start = null, int? End = null, Guid? Code = null, bool Gone = false,
    TextPositions? Positions = null, string SourceName = "", string Label = "");

public sealed record NoteLinkLine(Guid Id, string On, Guid Target, NoteSubject Subject);
