using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Participants;

/// <summary>One who takes part (REFI: Case), known by a study name such as P07.</summary>
public sealed class Participant : IRecorded
{
    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string NameKey { get; set; } = "";

    /// <summary>What is known of them, as an ordered JSON object of variable names and values.</summary>
    public string Values { get; set; } = "{}";

    /// <summary>What another program said of them.</summary>
    public string Description { get; set; } = "";
}
