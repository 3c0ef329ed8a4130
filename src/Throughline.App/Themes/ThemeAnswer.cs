using Throughline.App.Shell;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Themes;

namespace Throughline.App.Themes;

/// <summary>What a theme claims.</summary>
public record ThemeAnswer(
    Guid Id, int Number, string Label, string Subtitle, string CentralIdea, string Boundary, string Status, bool Overarching) : Answer
{
    public static ThemeAnswer Of(Theme theme) => new(
        theme.Id, theme.Number, theme.Label, theme.Subtitle, theme.CentralIdea, theme.Boundary, theme.Status, theme.Overarching);
}

/// <summary>A theme with what speaks for and against it.</summary>
public sealed record ThemeColumnAnswer(
    Guid Id, int Number, string Label, string Subtitle, string CentralIdea, string Boundary, string Status, bool Overarching,
    int Supporting, int Contrary, int Withdrawn, IReadOnlyList<BoardCode> Codes, CountAnswer Rest, IEnumerable<QuotationAnswer> Quotations, IEnumerable<VoiceAnswer> Voices)
    : ThemeAnswer(Id, Number, Label, Subtitle, CentralIdea, Boundary, Status, Overarching)
{
    public static ThemeColumnAnswer Of(BoardTheme column, IReadOnlyList<string> voices) => new(
        column.Theme.Id, column.Theme.Number, column.Theme.Label, column.Theme.Subtitle, column.Theme.CentralIdea, column.Theme.Boundary, column.Theme.Status,
        column.Theme.Overarching, column.Supporting, column.Contrary, column.Withdrawn, column.Codes, new(column.RestSegments, column.RestParticipants),
        column.SupportingQuotes.Concat(column.ContraryQuotes).Select(QuotationAnswer.Of), voices.Zip(column.Voices, (name, hearing) => new VoiceAnswer(name, hearing)));
}

public sealed record CountAnswer(int Segments, int Participants);

public sealed record VoiceAnswer(string Name, Hearing Hearing);

/// <param name="Segment">Its segment.</param>
/// <param name="Source">Its source.</param>
/// <param name="At">Where it begins, in UTF-16 code units: what the coding page's address takes.</param>
/// <param name="Text">Its words.</param>
/// <param name="By">Who says it: P07, turn 45, 19:52.</param>
/// <param name="Participant">P07 alone.</param>
/// <param name="Turn">The turn, from 1.</param>
/// <param name="TimeMs">When it is said.</param>
/// <param name="Stance">supporting or contrary.</param>
/// <param name="Chosen">Whether the report quotes it.</param>
/// <param name="Changed">Whether its words have changed since it was placed.</param>
public sealed record QuotationAnswer(
    Guid Segment, Guid Source, int At, string Text, string By, string Participant, int? Turn, long? TimeMs, string Stance, bool Chosen, bool Changed)
{
    public static QuotationAnswer Of(BoardQuote quote) => new(
        quote.Segment, quote.Source, quote.Start, quote.Words, quote.By.Told, quote.By.Name, quote.By.Turn, quote.By.TimeMs, quote.Stance, quote.Chosen, quote.Changed);
}

public sealed record BoardAnswer(
    ThemeColumnAnswer? Overarching, IEnumerable<ThemeColumnAnswer> Themes, int Codes, int UnderThemes, IReadOnlyList<BoardCode> Free, long LastChange)
{
    public static BoardAnswer Of(ThemesBoard.Answer board) => new(
        board.Overarching is { } above ? ThemeColumnAnswer.Of(above, board.Voices) : null, board.Themes.Select(t => ThemeColumnAnswer.Of(t, board.Voices)),
        board.Codes, board.UnderThemes, board.Free, board.LastChange);
}

/// <summary>Segments of a theme, with the code on each and whether they were placed one by one.</summary>
public sealed record ThemeSegmentsAnswer(Guid Theme, IEnumerable<ThemeSegmentsAnswer.Line> Segments, int Count, string? Next)
{
    public sealed record Line(QuotationAnswer Quotation, bool Placed, BoardCode Code);

    public static ThemeSegmentsAnswer Of(SegmentsOfTheme.Answer answer) =>
        new(answer.Theme.Id, answer.Segments.Select(s => new Line(QuotationAnswer.Of(s.Quote), s.Placed, s.Code)), answer.Count, answer.Next);
}

public sealed record PlacedAnswer(Guid Theme, Guid Segment, string Stance, bool Chosen) : Answer
{
    public static PlacedAnswer Of(ThemeSegment placed) => new(placed.ThemeId, placed.SegmentId, placed.Stance, placed.Chosen);
}

public sealed record GatheredAnswer(Guid Theme, Guid Code) : Answer
{
    public static GatheredAnswer Of(ThemeCode placed) => new(placed.ThemeId, placed.CodeId);
}

public sealed record ThemeReportAnswer(string File, int Rows, int Added, int Changed, int There, IReadOnlyList<RowTrouble> Warnings) : Answer
{
    /// <summary>How many of the warnings, the first of them, are remarks on how the file was read; the others are of rows.</summary>
    public int Remarks { get; init; }

    public static ThemeReportAnswer Of(ThemeReport report, TableFile file) =>
        new(report.File, report.Rows, report.Added, report.Changed, report.There, [.. file.Warnings, .. report.Troubles]) { Remarks = file.Warnings.Count };

    public IEnumerable<string> Lines() => Warnings.Select(w => $"{w.Place}: {w.Message}")
        .Append($"{File}: {Told.Count(Added, "row")} added, {Changed:N0} changed, {There:N0} there already, {TableAnswer.Beside(Warnings, Remarks, "with a warning")}");
}
