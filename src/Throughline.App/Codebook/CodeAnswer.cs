using System.Text.Json.Serialization;
using Throughline.App.Shell;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;

namespace Throughline.App.Codebook;

/// <summary>How far a code reaches: segments, sources, and people who speak in them.</summary>
public sealed record ReachAnswer(int Segments, int Sources, int Participants)
{
    public static ReachAnswer Of(Reach reach) => new(reach.Segments, reach.Sources, reach.Voices);
}

public sealed record MeaningAnswer(string Definition, string WhenToUse, string WhenNotToUse, string TypicalExample, string BorderlineExample)
{
    public static MeaningAnswer Of(CodeMeaning m) => new(m.Definition, m.WhenToUse, m.WhenNotToUse, m.TypicalExample, m.BorderlineExample);
}

/// <summary>A code as REST and the command line tell it. What was not asked for is left out.</summary>
public sealed record CodeAnswer(
    Guid Id, string Name, Guid? Parent, bool InVivo, int Dye, int Weave, int DefinitionVersion, bool Retired, DateTimeOffset CreatedAt) : Answer
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Level { get; init; }

    /// <summary>Of the code alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReachAnswer? Own { get; init; }

    /// <summary>With all codes under it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReachAnswer? Whole { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MeaningAnswer? Meaning { get; init; }

    public static CodeAnswer Of(Code code) => new(
        code.Id, code.Name, code.ParentId, code.InVivo, code.Dye, code.Weave, code.DefinitionVersion, code.RetiredAt is not null, Instant.At(code.CreatedAt));

    public static CodeAnswer Of(CodebookTree.Node node) => Of(node.Code) with
    {
        Level = node.Level, Own = ReachAnswer.Of(node.Own), Whole = ReachAnswer.Of(node.Whole), Meaning = node.Meaning is { } m ? MeaningAnswer.Of(CodeMeaning.Of(m)) : null,
    };

    public static CodeAnswer Of(CodebookAsOf.Line line) => Of(line.Code) with { Level = line.Level, Meaning = MeaningAnswer.Of(CodeMeaning.Of(line.Meaning)) };
}

public sealed record VersionAnswer(int Version, MeaningAnswer Meaning, string Reason, DateTimeOffset At, string By);

public sealed record BesideAnswer(Guid Id, string Name, int Segments);

public sealed record LastAnswer(Guid Id, Guid Source, string SourceName, string? Speaker, int? Turn, long? TimeMs, string Text, string Coder, DateTimeOffset At);

/// <summary>One code with all that is known of it.</summary>
public sealed record CodeDetailAnswer(
    CodeAnswer Code, IReadOnlyList<string> Path, IReadOnlyList<VersionAnswer> Versions, int OlderSegments, IReadOnlyList<BesideAnswer> Together,
    IReadOnlyList<LastAnswer> Last, IReadOnlyList<string> Themes, int SuggestedDye)
{
    public static CodeDetailAnswer Of(CodeOf.Answer a) => new(
        CodeAnswer.Of(a.Code) with { Own = ReachAnswer.Of(a.Own), Whole = ReachAnswer.Of(a.Whole), Meaning = MeaningAnswer.Of(a.Meaning) },
        [.. a.Path.Select(c => c.Name)],
        [.. a.Versions.Select(v => new VersionAnswer(v.Version, MeaningAnswer.Of(CodeMeaning.Of(v)), v.Reason, Instant.At(v.At), v.By))],
        a.Older, [.. a.Together.Select(t => new BesideAnswer(t.Id, t.Name, t.Segments))],
        [.. a.Last.Select(s => new LastAnswer(s.Id, s.Source, s.SourceName, s.Speaker, s.Turn, s.TimeMs, s.Words, s.Coder, Instant.At(s.At)))],
        [.. a.Themes.Select(t => t.Label)], a.SuggestedDye);
}

public sealed record MergeAnswer(CodeAnswer Into, int Moved, int Doubled, int Children, IReadOnlyList<string> Renamed) : Answer
{
    public static MergeAnswer Of(MergeCodes.Merged m) => new(CodeAnswer.Of(m.Into), m.Moved, m.Doubled, m.Children, m.Renamed);
}

public sealed record SplitAnswer(CodeAnswer Code, int Moved) : Answer;

public sealed record DeleteAnswer(string Name, int Codes, int Segments) : Answer;

public sealed record ImportedRowAnswer(int Row, string Name, string Status, string Message, Guid? Code);

/// <summary>What an import of a codebook did, row by row.</summary>
public sealed record ImportAnswer(string File, int Added, int Changed, int Unchanged, int Refused, IReadOnlyList<ImportedRowAnswer> Rows,
    IReadOnlyList<RowTrouble> Warnings) : Answer
{
    public static ImportAnswer Of(ImportCodebook.Report r, TableFile file) => new(
        r.File, r.Count(ImportedRow.Added), r.Count(ImportedRow.Changed), r.Count(ImportedRow.Unchanged), r.Count(ImportedRow.Refused),
        [.. r.Rows.Select(row => new ImportedRowAnswer(row.Line, row.Name, row.Status, row.Message, row.Code))], file.Warnings);
}
