using System.Globalization;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>Segments as a table: what comes in, and what goes out and comes in again unchanged.</summary>
public static class SegmentColumns
{
    public static readonly IReadOnlyList<string> Own =
    [
        "id", "source", "source id", "participant", "speaker", "turn", "time", "start", "end", "quote", "before", "after", "code", "code id", "coder", "at",
        "definition version", "definition now", "themes", "notes", "place",
    ];

    /// <param name="file">Its name, for what is said of it.</param>
    /// <param name="table">The cells, the names of the columns first.</param>
    /// <param name="source">The source of rows that name none.</param>
    public static Outcome<IReadOnlyList<ImportSegments.Row>> Read(string file, IReadOnlyList<TableRow> table, string? source = null)
    {
        if (!TableColumns.Read(file, table).Is(out var columns, out var problem)) return problem;
        if (new ForeignColumns(columns) is { IsKnown: true } other) return Outcome.Of(other.Rows(source ?? ""));
        var missing = new List<string>();
        if (!columns.Has("code") && !columns.Has("code id")) missing.Add("code");
        if (!columns.Has("source") && source is null) missing.Add("source");
        if (!columns.Has("quote") && !(columns.Has("start") && columns.Has("end"))) missing.Add("quote");
        if (missing.Count > 0)
            return new Problem.Unreadable(
                file, $"Row {table[0].Line}", $"There is no column called {string.Join(" or ", missing)} among: {Told.Words(string.Join(", ", table[0].Cells), 200)}.",
                "A table of codings has the columns source, code and quote (or start and end); coder, at and id may be added. "
                + "Coded segments of MAXQDA, excerpts of Dedoose and highlights of Taguette are taken as they are.");
        return Outcome.Of<IReadOnlyList<ImportSegments.Row>>([.. columns.Rows.Select(r => Row(columns, r, source ?? ""))]);
    }

    public static IReadOnlyList<string> Write(SegmentRow row)
    {
        var (line, voice, context) = (row.Segment, row.Voice, row.Context);
        return
        [
            line.Id.ToString(), row.SourceName, line.Source.ToString(), voice.ParticipantName, voice.Speaker,
            voice.Turn?.ToString(CultureInfo.InvariantCulture) ?? "", voice.TimeMs is { } ms ? Told.Clock(ms) : "",
            Point(row, line.Start), Point(row, line.End), line.Text, Around(context.Before, context.Lead, leadFirst: false),
            Around(context.After, context.Tail, leadFirst: true), row.Code.Path, line.Code.ToString(), line.Coder,
            Instant.At(line.At).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            line.DefinitionVersion.ToString(CultureInfo.InvariantCulture), row.VersionNow.ToString(CultureInfo.InvariantCulture),
            string.Join("; ", row.Stances.Select(s => $"{s.Label} ({s.Stance})")), row.Notes.ToString(CultureInfo.InvariantCulture), row.Place.Told(),
        ];
    }

    private static ImportSegments.Row Row(TableColumns columns, TableRow row, string source)
    {
        string Cell(params ReadOnlySpan<string> names) => columns.Cell(row, names).Trim();
        var from = Cell("source", "source id");
        return new(
            $"row {row.Line}", from.Length > 0 ? from : source, Cell("code", "code id"), columns.Cell(row, "quote", "text", "words"), Cell("coder"),
            Cell("at", "date", "coded at"), Cell("start"), Cell("end"), Cell("id"), Cell("definition version", "version"));
    }

    private static string Point(SegmentRow row, int unit) => row.Positions.ToPoints(unit).ToString(CultureInfo.InvariantCulture);

    private static string Around(IReadOnlyList<ContextPiece> pieces, string own, bool leadFirst)
    {
        var told = pieces.Select(p => p.Speaker.Length > 0 ? $"{p.Speaker}: {p.Text}" : p.Text).ToList();
        if (own.Trim().Length > 0) told.Insert(leadFirst ? 0 : told.Count, own.Trim());
        return string.Join('\n', told);
    }
}
