namespace Throughline.Workbench.Coding;

/// <summary>What is needed of a segment to choose and order it, without its words.</summary>
internal sealed record SegmentKey(Guid Id, Guid Source, Guid Code, Guid Coder, int Start, int End, int Version, long At);
