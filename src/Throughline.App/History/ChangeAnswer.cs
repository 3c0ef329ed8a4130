using System.Text.Json.Serialization;
using Throughline.App.Coding;
using Throughline.App.Shell;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.App.History;

public sealed record ChangeAnswer(
    long Id, string Verb, string Actor, DateTimeOffset At, string Summary, int Edits, string Touches, long? Reverses, long? ReversedBy) : Answer
{
    /// <summary>The codes and segments that it touched, as they stand now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RowsAnswer? Rows { get; init; }

    public static ChangeAnswer Of(ChangeLine line) => new(
        line.Number, line.Verb, line.Actor, line.At, line.Summary, line.EditCount, line.Touches, line.Reverses, line.ReversedBy);

    public static ChangeAnswer Of(ChangedRows.Line line) => Of(line.Change) with { Rows = line.Rows is { } rows ? RowsAnswer.Of(rows) : null };
}

/// <summary>What a page paints after a change; positions in Unicode code points. Too much: reload, and nothing listed.</summary>
public sealed record RowsAnswer(bool Reload, IEnumerable<RowsAnswer.Segment> Segments, IEnumerable<CodedAnswer> Codes, IReadOnlyList<Guid> Gone)
{
    public sealed record Segment(Guid Id, Guid Source, Guid Code, int Start, int End, string Coder, int DefinitionVersion, DateTimeOffset At);

    public static RowsAnswer Of(ChangedRows.Rows rows) => new(
        rows.Reload,
        rows.Segments.Select(s => new Segment(
            s.Id, s.Source, s.Code, s.Positions.ToPoints(s.Start), s.Positions.ToPoints(s.End), s.Coder, s.DefinitionVersion, Instant.At(s.At))),
        rows.Codes.Select(CodedAnswer.Of), rows.Gone);
}
