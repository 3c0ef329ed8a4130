using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Notes;

/// <summary>A memo on anything (REFI: Note), or an entry of the journal.</summary>
public sealed class Note : IRecorded
{
    public const string Analytic = "analytic", Methodological = "methodological", Reflexive = "reflexive";
    public const int TitleLength = 200, TextLength = 100_000;

    public static readonly IReadOnlyList<string> Kinds = [Analytic, Methodological, Reflexive];

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

/// <summary>What a note can be on, and what it can be linked to.</summary>
public static class NoteOn
{
    public const string Journal = "journal", Study = "study", Source = "source", Words = "words", Segment = "segment", Code = "code",
        Theme = "theme", Participant = "participant", Note = "note";

    public static readonly IReadOnlyList<string> Places = [Journal, Study, Source, Words, Segment, Code, Theme, Participant];

    /// <summary>A link leads to a thing with an id of its own; a stretch of words has none.</summary>
    public static readonly IReadOnlyList<string> Linkable = [Source, Segment, Code, Theme, Participant, Note];
}
