using Throughline.Workbench.Shared;

namespace Throughline.Workbench.History;

/// <summary>Which changes one wants to see. What is null is not asked for.</summary>
/// <param name="By">Who did it, just as the history names them.</param>
/// <param name="Part">What it touched: one of <see cref="HistoryWords.Parts"/>.</param>
/// <param name="Sort">What sort of act: one of <see cref="HistoryWords.Sorts"/>.</param>
/// <param name="Verb">One verb, by its name.</param>
/// <param name="Words">What its summary says, in any case.</param>
/// <param name="From">At this instant or later.</param>
/// <param name="To">Before this instant.</param>
public sealed record HistoryFilter(
    string? By = null, string? Part = null, string? Sort = null, string? Verb = null, string? Words = null, DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    public static readonly HistoryFilter None = new();

    public bool IsNone => this == None;

    public Problem? Wrong() =>
        Part is { } part && !HistoryWords.Parts.ContainsKey(part) ? new Problem.Invalid("part", $"“{part}” is no part of a study. Say one of: {string.Join(", ", HistoryWords.Parts.Keys)}.")
        : Sort is { } sort && !HistoryWords.Sorts.Contains(sort) ? new Problem.Invalid("sort", $"“{sort}” is no sort of act. Say one of: {string.Join(", ", HistoryWords.Sorts)}.")
        : From >= To ? new Problem.Invalid("to", "The end lies before the beginning.")
        : null;

    /// <summary>What the database can answer; the words are looked for here, since engines differ in how they compare text.</summary>
    internal IQueryable<Change> Among(IQueryable<Change> changes)
    {
        if (By is { } by) changes = changes.Where(c => c.Actor == by);
        if (Verb is { } verb) changes = changes.Where(c => c.Verb == verb);
        if (From is { } from && Instant.Micros(from) is var first) changes = changes.Where(c => c.At >= first);
        if (To is { } to && Instant.Micros(to) is var end) changes = changes.Where(c => c.At < end);
        return changes;
    }

    internal bool Takes(string verb, string touches, string summary) =>
        (Sort is null || HistoryWords.SortOf(verb) == Sort)
        && (Part is null || touches.Split(',').Any(t => HistoryWords.Parts[Part].Contains(t)))
        && (string.IsNullOrWhiteSpace(Words) || Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .All(w => summary.Contains(w, StringComparison.CurrentCultureIgnoreCase)));
}

/// <summary>The words in which the history is filtered.</summary>
public static class HistoryWords
{
    public const string Added = "added", Changed = "changed", Joined = "merged or split", Removed = "removed", TakenBack = "undone or redone";

    public static IReadOnlyList<string> Sorts { get; } = [Added, Changed, Joined, Removed, TakenBack];

    /// <summary>The parts of a study, each with the kinds of rows that belong to it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Parts { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["study"] = [nameof(Studies.Study)],
        ["sources"] = [nameof(Sources.Source), nameof(Sources.Speaker), nameof(Participants.Participant)],
        ["codebook"] = [nameof(Codebook.Code), nameof(Codebook.CodeDefinition)],
        ["coding"] = [nameof(Coding.CodedSegment)],
        ["notes"] = [nameof(Notes.Note), nameof(Notes.NoteLink)],
        ["themes"] = [nameof(Themes.Theme), nameof(Themes.ThemeCode), nameof(Themes.ThemeSegment)],
    };

    private static readonly (string Sort, string[] Beginnings)[] BySort =
    [
        (TakenBack, ["Undo", "Redo"]), (Joined, ["Merge", "Split"]), (Removed, ["Remove", "Delete", "Retire", "TakeOut", "Unlink"]),
        (Added, ["Add", "Apply", "Code", "Create", "Import", "Duplicate", "Link"]),
    ];

    /// <summary>The sort of act that a verb is; a verb that nobody has sorted changes something.</summary>
    public static string SortOf(string verb) =>
        BySort.Where(s => s.Beginnings.Any(b => verb.StartsWith(b, StringComparison.Ordinal))).Select(s => s.Sort).FirstOrDefault() ?? Changed;
}
