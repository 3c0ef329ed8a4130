using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>Who was chosen to interview, and by which wishes.</summary>
public sealed class Sample : IRecorded
{
    public const int NameLength = 200;

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string NameKey { get; set; } = "";
    public int Size { get; set; }

    /// <summary>The same data, wishes and seed give the same proposal.</summary>
    public int Seed { get; set; }

    /// <summary>JSON: the attributes to vary with their weights, the least and most per band and crossed cell, who must or must not be in, who may be approached.</summary>
    public string Wishes { get; set; } = "{}";
    public long CreatedAt { get; set; }

    /// <summary>From then on the frame and the picks are kept as they were.</summary>
    public long? FrozenAt { get; set; }

    /// <summary>JSON: frame and sample by band as they were when frozen.</summary>
    public string Frozen { get; set; } = "";
}

/// <summary>One respondent picked for a sample, by proposal or by hand. One who was dropped stays, with the reason.</summary>
public sealed class Pick : IRecorded
{
    public const string Proposed = "proposed", ByHand = "by hand", Replacement = "replacement";

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public Guid SampleId { get; set; }
    public Guid RespondentId { get; set; }

    /// <summary>proposed, by hand or replacement.</summary>
    public string Origin { get; set; } = Proposed;
    public string Reason { get; set; } = "";

    /// <summary>The pick whose place this one took.</summary>
    public Guid? ReplacesId { get; set; }
    public long At { get; set; }
    public long? DroppedAt { get; set; }
    public string DropReason { get; set; } = "";
}

/// <summary>One step on the way to an interview.</summary>
public sealed class Approach : IRecorded
{
    public const string Invited = "invited", Reminded = "reminded", Agreed = "agreed", Declined = "declined", NoAnswer = "no answer",
        Interviewed = "interviewed", Withdrawn = "withdrawn";

    public static readonly IReadOnlyList<string> Kinds = [Invited, Reminded, Agreed, Declined, NoAnswer, Interviewed, Withdrawn];

    /// <summary>Whether somebody of whom this was the last step will not be interviewed, so that their place is free.</summary>
    public static bool IsGone(string kind) => kind is Declined or NoAnswer or Withdrawn;

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public Guid SampleId { get; set; }
    public Guid RespondentId { get; set; }

    /// <summary>One of <see cref="Kinds"/>.</summary>
    public string Kind { get; set; } = Invited;

    /// <summary>The day it happened, as 2025-11-12.</summary>
    public string On { get; set; } = "";
    public string Reason { get; set; } = "";
    public long At { get; set; }
    public string By { get; set; } = "";
}
