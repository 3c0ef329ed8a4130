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

    /// <summary>Of a page of a PDF, from 1: where the region lies. Null for the others.</summary>
    public int? Page { get; set; }

    /// <summary>A region: pixels of a picture from its top left, points of a PDF's page from its bottom left. Null for other selections.</summary>
    public int? X1 { get; set; }
    public int? Y1 { get; set; }
    public int? X2 { get; set; }
    public int? Y2 { get; set; }

    /// <summary>A stretch of a recording in milliseconds, the end exclusive. Null for other selections.</summary>
    public long? FromMs { get; set; }
    public long? ToMs { get; set; }

    /// <summary>The selection that this coding was made on in another tool, where several codings may share one.</summary>
    public Guid? SelectionId { get; set; }

    /// <summary>The version of the code's definition that was in force when it was coded.</summary>
    public int DefinitionVersion { get; set; }
    public long At { get; set; }
}
