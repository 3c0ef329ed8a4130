using System.Text.Json.Serialization;
using Throughline.App.Shell;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;

namespace Throughline.App.Notes;

/// <summary>
/// A note as REST and the command line tell it: positions in Unicode code points, end exclusive. <c>units</c> are the same in
/// UTF-16 code units, which is how a page counts.
/// </summary>
public sealed record NoteAnswer(
    Guid Id, string Kind, string On, Guid? Target, int? Start, int? End, string Title, string Text, string Author, DateTimeOffset At,
    DateTimeOffset EditedAt, string Said, string Words, Guid? Source, Guid? Code, bool Gone, UnitRange? Units, IReadOnlyList<NoteLinkAnswer> Links) : Answer
{
    public static NoteAnswer Of(NoteLine note)
    {
        var subject = note.Subject;
        var units = subject.Start is { } from && subject.End is { } to ? new UnitRange(from, to) : null;
        return new(
            note.Id, note.Kind, note.Place.On, note.Place.Target, Points(subject, subject.Start), Points(subject, subject.End), note.Title, note.Text,
            note.Author, Instant.At(note.At), Instant.At(note.EditedAt), subject.Said, subject.Words, subject.Source, subject.Code, subject.Gone, units,
            [.. note.Links.Select(l => new NoteLinkAnswer(l.Id, l.On, l.Target, l.Subject.Said, l.Subject.Source, l.Subject.Gone))]);
    }

    private static int? Points(NoteSubject subject, int? unit) =>
        unit is { } at && subject.Positions is { } positions ? positions.ToPoints(Math.Min(at, positions.Length)) : null;
}

/// <summary>A stretch in UTF-16 code units, end exclusive.</summary>
public sealed record UnitRange(int Start, int End);

public sealed record NoteLinkAnswer(Guid Id, string On, Guid Target, string Said, Guid? Source, bool Gone);

/// <summary>A page of notes, the newest first.</summary>
public sealed record NotesAnswer(
    IEnumerable<NoteAnswer> Items, int Found, int All, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next) : Answer
{
    public static NotesAnswer Of(NotesWhere.Answer answer) => new(answer.Notes.Select(NoteAnswer.Of), answer.Found, answer.All, answer.Next);
}
