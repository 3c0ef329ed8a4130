using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>A code on a selection of a source by a coder (REFI: Selection + Coding; NVivo: reference).</summary>
public sealed class CodedSegment : IRecorded
{
    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public Guid SourceId { get; set; }
    public Guid CodeId { get; set; }
    public Guid CoderId { get; set; }

    /// <summary>UTF-16 code units of the source's text in force.</summary>
    public int Start { get; set; }

    /// <summary>Exclusive.</summary>
    public int End { get; set; }

    /// <summary>The version of the code's definition that was in force when it was coded.</summary>
    public int DefinitionVersion { get; set; }
    public long At { get; set; }
}
