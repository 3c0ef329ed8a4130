using Throughline.Methods.Anchors;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>Anything that can be coded (REFI). What stands here changes seldom; its words are in <see cref="SourceText"/>.</summary>
public sealed class Source : IRecorded
{
    public const int NameLength = 200;

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string NameKey { get; set; } = "";

    /// <summary>transcript, text, answers (one question's open answers), picture, pdf, audio or video.</summary>
    public string Kind { get; set; } = "";

    /// <summary>What the file was, as its reader calls it: "Teams transcript", "Word document".</summary>
    public string Format { get; set; } = "";
    public string FileName { get; set; } = "";

    /// <summary>Where the original is kept: the SHA-256 of its bytes, in hex.</summary>
    public string Blob { get; set; } = "";
    public long FileBytes { get; set; }

    /// <summary>SHA-256 of the words, so that the same words in another file are noticed.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>Length of the text in UTF-16 code units.</summary>
    public int Length { get; set; }

    /// <summary>UTF-16 offsets of characters outside the BMP, comma-separated; nearly always empty.</summary>
    public string Astral { get; set; } = "";
    public int TextVersion { get; set; } = 1;
    public int TurnCount { get; set; }
    public int WordCount { get; set; }
    public long? DurationMs { get; set; }
    public string? RecordedOn { get; set; }

    /// <summary>Pixels after turning by EXIF, for pictures.</summary>
    public int? Width { get; set; }
    public int? Height { get; set; }

    /// <summary>The audio or video source whose words this one holds.</summary>
    public Guid? MediaId { get; set; }

    /// <summary>The question whose open answers this one holds.</summary>
    public Guid? VariableId { get; set; }

    /// <summary>What is known of the source itself, as an ordered JSON object of variable names and values.</summary>
    /// <summary>What another program said of it.</summary>
    public string Description { get; set; } = "";
    public string Values { get; set; } = "{}";
    public long AddedAt { get; set; }
    public string AddedBy { get; set; } = "";

    public TextPositions Positions() => TextPositions.From(
        Astral.Length == 0 ? [] : Astral.Split(',').Select(s => int.Parse(s, System.Globalization.CultureInfo.InvariantCulture)), Length);
}

/// <summary>One immutable version of the words of a source.</summary>
public sealed class SourceText
{
    public Guid StudyId { get; set; }
    public Guid SourceId { get; set; }
    public int Version { get; set; }
    public string Text { get; set; } = "";

    /// <summary>Turns and pages, see <see cref="Sources.Layout"/>.</summary>
    public string Layout { get; set; } = "";
}

/// <summary>A voice in one source. Turns point at it by number, so that renaming touches one row and no text.</summary>
public sealed class Speaker : IRecorded
{
    public const int NameLength = 200;
    public const string Interviewer = "interviewer", InParticipant = "participant", Other = "other";

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public Guid SourceId { get; set; }
    public int Number { get; set; }
    public string Name { get; set; } = "";

    /// <summary>As the file had it; kept through every renaming.</summary>
    public string NameInFile { get; set; } = "";
    public string Role { get; set; } = Other;
    public Guid? ParticipantId { get; set; }

    /// <summary>In a source of open answers: whose answer it is.</summary>
    public Guid? RespondentId { get; set; }
}

/// <summary>What became of one file of an import. Kept as it was reported.</summary>
public sealed class ImportedFile
{
    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public Guid ImportId { get; set; }
    public int Position { get; set; }
    public string File { get; set; } = "";

    /// <summary>read, partly, refused or duplicate.</summary>
    public string Status { get; set; } = "";
    public Guid? SourceId { get; set; }
    public string Format { get; set; } = "";

    /// <summary>JSON array of {place, message}.</summary>
    public string Warnings { get; set; } = "[]";
    public long At { get; set; }
    public string By { get; set; } = "";
}
