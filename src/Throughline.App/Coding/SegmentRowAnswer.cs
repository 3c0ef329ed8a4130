using System.Text.Json.Serialization;
using Throughline.App.Notes;
using Throughline.App.Shell;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;

namespace Throughline.App.Coding;

/// <summary>A segment in a list, as REST and the command line tell it: positions in Unicode code points, end exclusive.</summary>
public sealed record SegmentRowAnswer(
    Guid Id, Guid Source, Guid Code, int Start, int End, string Text, string Coder, int DefinitionVersion, DateTimeOffset At, string SourceName, string CodeName,
    string CodePath, int DefinitionNow, int? Turn, string Speaker, string Role, Guid? Participant, string ParticipantName, long? TimeMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SegmentContext? Context, IReadOnlyList<SegmentStance> Themes, int Notes, UnitRange Units,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PlaceAnswer? Place) : Answer
{
    public static SegmentRowAnswer Of(SegmentRow row)
    {
        var (line, voice) = (row.Segment, row.Voice);
        return new(
            line.Id, line.Source, line.Code, row.Positions.ToPoints(line.Start), row.Positions.ToPoints(line.End), line.Text, line.Coder,
            line.DefinitionVersion, Instant.At(line.At), row.SourceName, row.Code.Name, row.Code.Path, row.VersionNow, voice.Turn, voice.Speaker, voice.Role,
            voice.Participant, voice.ParticipantName, voice.TimeMs, row.Context == SegmentContext.None ? null : row.Context, row.Stances, row.Notes,
            new(line.Start, line.End), PlaceAnswer.Of(row.Place));
    }
}

/// <summary>A page of segments, with how many there are in all.</summary>
public sealed record SegmentsAnswer(
    IEnumerable<SegmentRowAnswer> Items, SegmentsWhere.Counts Counts, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next) : Answer
{
    public static SegmentsAnswer Of(SegmentsWhere.Answer answer) => new(answer.Rows.Select(SegmentRowAnswer.Of), answer.Counts, answer.Next);
}
