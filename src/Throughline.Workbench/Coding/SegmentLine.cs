using Throughline.Methods.Anchors;
using Throughline.Workbench.Studies;

namespace Throughline.Workbench.Coding;

/// <summary>A segment with its words, as questions and verbs answer. Positions are UTF-16 code units.</summary>
public sealed record SegmentLine(Guid Id, Guid Source, Guid Code, int Start, int End, string Text, string Coder, int DefinitionVersion, long At)
{
    internal static SegmentLine Of(CodedSegment segment, string words, Coder coder) => new(
        segment.Id, segment.SourceId, segment.CodeId, segment.Start, segment.End, words, coder.Name, segment.DefinitionVersion, segment.At);
}

/// <summary>A segment with what is needed to say its positions in code points.</summary>
public sealed record PlacedSegment(SegmentLine Segment, TextPositions Positions);
