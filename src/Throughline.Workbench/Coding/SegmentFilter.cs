namespace Throughline.Workbench.Coding;

/// <summary>Which segments. What is empty or null does not narrow; what is named is named by id or by name.</summary>
public sealed record SegmentFilter
{
    public static readonly SegmentFilter All = new();

    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Only where every one of <see cref="Codes"/> stands on the same words; else any of them is enough.</summary>
    public bool AllCodes { get; init; }

    /// <summary>Codes under those named count as them.</summary>
    public bool WithChildren { get; init; }
    public IReadOnlyList<string> Sources { get; init; } = [];
    public IReadOnlyList<string> Coders { get; init; } = [];
    public IReadOnlyList<string> Participants { get; init; } = [];

    /// <summary>Coded then or later, UTC microseconds.</summary>
    public long? From { get; init; }

    /// <summary>Coded before, UTC microseconds.</summary>
    public long? To { get; init; }

    /// <summary>Words that the segment contains, without regard to case.</summary>
    public string? Text { get; init; }

    /// <summary>Only what was coded under a definition that has changed since.</summary>
    public bool Older { get; init; }

    /// <summary>Only what a theme holds: placed under it, or coded with one of its codes.</summary>
    public string? Theme { get; init; }

    /// <summary>With a theme: only what was placed as supporting, or as contrary.</summary>
    public string? Stance { get; init; }

    /// <summary>Only what no theme holds.</summary>
    public bool Unthemed { get; init; }
}

/// <summary>By what a list of segments is grouped and sorted.</summary>
public enum SegmentOrder { Participant, Source, Code, Coder, Date }

/// <summary>How much of the text around a segment is told.</summary>
public enum ContextWidth { None, Turn, One, Three }
