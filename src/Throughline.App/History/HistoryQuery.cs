using Throughline.App.Shell;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.App.History;

/// <summary>How one asks for a part of the history, in an address.</summary>
/// <param name="By">Who did it.</param>
/// <param name="Part">study, sources, codebook, coding, notes or themes.</param>
/// <param name="Sort">added, changed, merged or split, removed, undone or redone.</param>
/// <param name="Verb">One verb.</param>
/// <param name="Words">What the summary says.</param>
/// <param name="From">A day or a moment.</param>
/// <param name="To">A day, its end included, or a moment.</param>
/// <param name="Before">Only changes before this one: the last of the page before.</param>
public sealed record HistoryQuery(string? By, string? Part, string? Sort, string? Verb, string? Words, string? From, string? To, long? Before)
{
    public bool IsEmpty => (By ?? Part ?? Sort ?? Verb ?? Words ?? From ?? To) is null && Before is null;

    public Outcome<HistoryFilter> Filter
    {
        get
        {
            if (!Days.Read(From, To).Is(out var days, out var problem)) return problem;
            return new HistoryFilter(
                Filled(By), Filled(Part), Filled(Sort), Filled(Verb), Filled(Words),
                days.From is { } from ? Instant.At(from) : null, days.To is { } to ? Instant.At(to) : null);
        }
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
