using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Notes;

/// <summary>A memo on anything (REFI: Note), or an entry of the journal.</summary>
public sealed class Note : IRecorded
{
    public const string Analytic = "analytic", Methodological = "methodological", Reflexive = "reflexive";

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }

    /// <summary>analytic, methodological or reflexive.</summary>
    public string Kind { get; set; } = Analytic;

    /// <summary>What it is on: journal, study, source, words, segment, code, theme or participant.</summary>
    public string On { get; set; } = "";

    /// <summary>The thing it is on; null for the journal and the study itself.</summary>
    public Guid? TargetId { get; set; }

    /// <summary>For a note on words, in UTF-16 code units of the source <see cref="TargetId"/>.</summary>
    public int? Start { get; set; }
    public int? End { get; set; }
    public string Title { get; set; } = "";
    public string Text { get; set; } = "";
    public Guid AuthorId { get; set; }
    public long At { get; set; }

    /// <summary>When the words of it were last changed.</summary>
    public long EditedAt { get; set; }
}

/// <summary>A note speaks of something besides what it is on.</summary>
public sealed class NoteLink : IRecorded
{
    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public Guid NoteId { get; set; }
    public string On { get; set; } = "";
    public Guid TargetId { get; set; }
}
