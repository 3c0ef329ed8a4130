using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Studies;

public sealed class Study : IRecorded
{
    public const int NameLength = 200;

    /// <summary>A study belongs to itself, so that its row is keyed, and recorded, like all others.</summary>
    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string NameKey { get; set; } = "";
    public string Description { get; set; } = "";
    public string Aim { get; set; } = "";
    public string Background { get; set; } = "";

    /// <summary>Research questions, one a line.</summary>
    public string Questions { get; set; } = "";

    /// <summary>The approach that the researchers declare, e.g. "Reflexive thematic analysis".</summary>
    public string Approach { get; set; } = "";

    /// <summary>Invented material. Said wherever the study is seen.</summary>
    public bool Synthetic { get; set; }
    public long CreatedAt { get; set; }
    public long? ArchivedAt { get; set; }
    public long? DeletedAt { get; set; }
}

/// <summary>The number of the last Change of a study. Its row is what writers of a study queue for.</summary>
public sealed class StudyClock
{
    public Guid StudyId { get; set; }
    public long LastChange { get; set; }
}

/// <summary>One who codes, writes notes or changes anything (REFI: User).</summary>
public sealed class Coder : IStudyRow
{
    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public string Name { get; set; } = "";

    /// <summary>Initials or another short sign.</summary>
    public string Sign { get; set; } = "";
}
