using Throughline.App.Shell;
using Throughline.Workbench.History;

namespace Throughline.App.History;

/// <summary>The changes that one act took back, the newest first.</summary>
public sealed record UndoneAnswer(IEnumerable<ChangeAnswer> Undone) : Answer
{
    public static UndoneAnswer Of(IReadOnlyList<ChangeLine> lines) => new(lines.Select(ChangeAnswer.Of));
}

/// <summary>One change with what it touched, in words. At most so many things are listed; <see cref="Sums"/> counts them all.</summary>
public sealed record ChangeDetailAnswer(
    long Id, string Verb, string Actor, DateTimeOffset At, string Summary, long? Reverses, long? ReversedBy,
    IReadOnlyList<ChangeDetailAnswer.Sum> Sums, IEnumerable<ChangeDetailAnswer.Item> Items) : Answer
{
    public sealed record Sum(string Kind, string Did, int Count);

    public sealed record Item(string Kind, Guid Id, string Name, string Did, Guid? Source, IEnumerable<Field> Fields);

    public sealed record Field(string Label, string? Before, string? After);

    public static ChangeDetailAnswer Of(ChangeDetail.Answer a) => new(
        a.Change.Number, a.Change.Verb, a.Change.Actor, a.Change.At, a.Change.Summary, a.Change.Reverses, a.Change.ReversedBy,
        [.. a.Sums.Select(s => new Sum(s.Kind, s.Did, s.Count))],
        a.Items.Select(i => new Item(i.Kind, i.Id, i.Name, i.Did, i.Source, i.Fields.Select(f => new Field(f.Label, f.Before, f.After)))));
}

public sealed record CountsAnswer(int Sources, int Codes, int Segments, int Themes, bool Overarching, int Notes)
{
    public static CountsAnswer Of(StudyAsOf.Counts c) => new(c.Sources, c.Codes, c.Segments, c.Themes, c.Overarching, c.Notes);
}

/// <summary>How much the study held then and holds now. Change: the last one that had happened by then.</summary>
public sealed record StudyAsOfAnswer(DateTimeOffset At, long LastChange, DateTimeOffset Began, CountsAnswer Then, CountsAnswer Now)
{
    public static StudyAsOfAnswer Of(StudyAsOf.Answer a) => new(a.At, a.Change, a.Began, CountsAnswer.Of(a.Then), CountsAnswer.Of(a.Now));
}

/// <summary>A coding as it stood then; positions in Unicode code points of the text of then.</summary>
public sealed record SegmentThenAnswer(Guid Id, Guid Source, Guid Code, string? CodeName, int Start, int End, string Text, string Coder, int DefinitionVersion)
{
    public static IEnumerable<SegmentThenAnswer> Of(SegmentsAsOf.Answer answer)
    {
        var positions = answer.Source.Positions();
        return answer.Segments.Select(s => new SegmentThenAnswer(
            s.Segment.Id, answer.Source.Id, s.Segment.CodeId, s.Code?.Name, positions.ToPoints(s.Segment.Start), positions.ToPoints(s.Segment.End),
            s.Text, s.Coder, s.Segment.DefinitionVersion));
    }
}
