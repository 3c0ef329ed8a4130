using System.Globalization;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>
/// A part of a source that has something of its own beside its codings, or has none: a name, a description, a link
/// (REFI: Selection; ATLAS.ti: quotation). A plain coding needs no such row.
/// </summary>
public sealed class Selection : IRecorded
{
    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public Guid SourceId { get; set; }
    public string Name { get; set; } = "";
    public string Description { get; set; } = "";
    public Guid? CoderId { get; set; }
    public int Start { get; set; }
    public int End { get; set; }
    public int? Page { get; set; }
    public int? X1 { get; set; }
    public int? Y1 { get; set; }
    public int? X2 { get; set; }
    public int? Y2 { get; set; }
    public long? FromMs { get; set; }
    public long? ToMs { get; set; }
    public long At { get; set; }

    public SelectionPlace Place => new(Start, End) { Page = Page, X1 = X1, Y1 = Y1, X2 = X2, Y2 = Y2, FromMs = FromMs, ToMs = ToMs };
}

/// <summary>Where a selection lies: in words, on a region, in a stretch of time.</summary>
public readonly record struct SelectionPlace(int Start, int End)
{
    public int? Page { get; init; }
    public int? X1 { get; init; }
    public int? Y1 { get; init; }
    public int? X2 { get; init; }
    public int? Y2 { get; init; }
    public long? FromMs { get; init; }
    public long? ToMs { get; init; }

    public bool IsRegion => X1 is not null;

    public bool IsTime => FromMs is not null;

    public bool IsWords => !IsRegion && !IsTime;

    public static SelectionPlace Of(CodedSegment s) =>
        new(s.Start, s.End) { Page = s.Page, X1 = s.X1, Y1 = s.Y1, X2 = s.X2, Y2 = s.Y2, FromMs = s.FromMs, ToMs = s.ToMs };

    public void WriteTo(CodedSegment s)
    {
        (s.Start, s.End, s.Page, s.FromMs, s.ToMs) = (Start, End, Page, FromMs, ToMs);
        (s.X1, s.Y1, s.X2, s.Y2) = (X1, Y1, X2, Y2);
    }

    public void WriteTo(Selection s)
    {
        (s.Start, s.End, s.Page, s.FromMs, s.ToMs) = (Start, End, Page, FromMs, ToMs);
        (s.X1, s.Y1, s.X2, s.Y2) = (X1, Y1, X2, Y2);
    }

    /// <summary>The whole of its source: a coding that names no part of it.</summary>
    public bool IsWhole => this == default;

    /// <summary>Whether the two share words, a moment, or a part of a picture or page.</summary>
    public bool Touches(SelectionPlace other)
    {
        if (Start < other.End && other.Start < End) return true;
        if (IsTime && other.IsTime) return FromMs < other.ToMs && other.FromMs < ToMs;
        return IsRegion && other.IsRegion && Page == other.Page && X1 < other.X2 && other.X1 < X2 && Y1 < other.Y2 && other.Y1 < Y2;
    }

    /// <summary>As a list names it: region 10,20–200,300; page 3, region …; 00:12–00:40. Empty for words.</summary>
    public string Told()
    {
        if (IsTime) return $"{Shared.Told.Clock(FromMs ?? 0)}–{Shared.Told.Clock(ToMs ?? 0)}";
        if (IsRegion) return string.Create(CultureInfo.InvariantCulture, $"{(Page is { } page ? $"page {page}, " : "")}region {X1},{Y1}–{X2},{Y2}");
        return IsWhole ? "the whole source" : "";
    }

    /// <summary>The same, so that two files can be compared.</summary>
    public string Canonical() => string.Create(CultureInfo.InvariantCulture, $"{Start}-{End}|{Page}|{X1},{Y1},{X2},{Y2}|{FromMs}-{ToMs}");
}
