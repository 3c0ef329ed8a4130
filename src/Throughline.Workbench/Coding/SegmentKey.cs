namespace Throughline.Workbench.Coding;

/// <summary>What is needed of a segment to choose and order it, without its words.</summary>
/// <param name="Within">Where it lies in a source without words: milliseconds of a recording, pages of a PDF.</param>
internal sealed record SegmentKey(Guid Id, Guid Source, Guid Code, Guid Coder, int Start, int End, long Within, int Version, long At);
