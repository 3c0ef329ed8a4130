using Throughline.App.Shell;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;

namespace Throughline.App.Coding;

/// <summary>A segment as REST and the command line tell it: positions in Unicode code points, end exclusive.</summary>
public sealed record SegmentAnswer(
    Guid Id, Guid Source, Guid Code, int Start, int End, string Text, string Coder, int DefinitionVersion, DateTimeOffset At) : Answer
{
    public static SegmentAnswer Of(PlacedSegment placed)
    {
        var (line, positions) = (placed.Segment, placed.Positions);
        return new(line.Id, line.Source, line.Code, positions.ToPoints(line.Start), positions.ToPoints(line.End), line.Text, line.Coder,
            line.DefinitionVersion, Instant.At(line.At));
    }
}
