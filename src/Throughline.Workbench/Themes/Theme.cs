using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Themes;

/// <summary>A claim about what the material says, gathered from codes and held to its segments.</summary>
public sealed class Theme : IRecorded
{
    public const string Candidate = "candidate", Reviewed = "reviewed", Named = "named", Reported = "reported";

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }

    /// <summary>Its number in the report; 0 for the overarching theme.</summary>
    public int Number { get; set; }
    public string Label { get; set; } = "";
    public string Subtitle { get; set; } = "";
    public string CentralIdea { get; set; } = "";

    /// <summary>What it takes in and what it leaves out.</summary>
    public string Boundary { get; set; } = "";
    public string Status { get; set; } = Candidate;
    public bool Overarching { get; set; }
    public long CreatedAt { get; set; }
}

public sealed class ThemeCode : IRecorded
{
    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public Guid ThemeId { get; set; }
    public Guid CodeId { get; set; }
}

/// <summary>
/// A segment that speaks for a theme, or against it. It outlives its segment, so that a quotation that was withdrawn can be
/// told from one that never was.
/// </summary>
public sealed class ThemeSegment : IRecorded
{
    public const string Supporting = "supporting", Contrary = "contrary";

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public Guid ThemeId { get; set; }
    public Guid SegmentId { get; set; }
    public string Stance { get; set; } = Supporting;

    /// <summary>Chosen for the report.</summary>
    public bool Chosen { get; set; }

    /// <summary>The words as they stood when it was placed here: what a later report is compared with.</summary>
    public string Words { get; set; } = "";
}
