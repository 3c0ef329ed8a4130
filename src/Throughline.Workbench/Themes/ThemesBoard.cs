using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Themes;

/// <summary>All themes at a glance: their codes, what speaks for and against each, and who is heard in it. Now or at an earlier instant.</summary>
public sealed class ThemesBoard(StudyStore store) : IQuestion
{
    /// <summary>The codes that a column shows before it folds the rest.</summary>
    public const int CodesShown = 4;

    /// <summary>The most quotations told of a theme and stance.</summary>
    public const int QuotesTold = 12;

    /// <param name="Overarching">The theme above the others, where there is one.</param>
    /// <param name="Themes">The others by number.</param>
    /// <param name="Free">Codes in use under no theme, in the order of the codebook.</param>
    /// <param name="Codes">How many codes are in use; those that only gather others do not count.</param>
    /// <param name="Voices">Everybody who can be heard.</param>
    /// <param name="LastChange">The newest change that this shows.</param>
    public sealed record Answer(
        BoardTheme? Overarching, IReadOnlyList<BoardTheme> Themes, IReadOnlyList<BoardCode> Free, int Codes, IReadOnlyList<string> Voices, long LastChange)
    {
        public int UnderThemes => Codes - Free.Count;
    }

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, DateTimeOffset? asOf, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var last = await scope.Changes.MaxAsync(c => (long?)c.Number, cancel) ?? 0;
            var material = await ThemeMaterial.LoadAsync(scope, asOf);
            var themes = new List<BoardTheme>();
            foreach (var theme in material.Themes) themes.Add(await ThemeAsync(scope, material, theme));
            var (codes, free) = Free(material);
            return new Answer(themes.Find(t => t.Theme.Overarching), themes.FindAll(t => !t.Theme.Overarching), free, codes, material.Voices.Names, last);
        }, cancel);

    /// <summary>One theme as the board has it.</summary>
    public Task<Outcome<BoardTheme>> OneAsync(StudyRef study, Actor actor, Guid theme, CancellationToken cancel) =>
        store.AskAsync<BoardTheme>(study, actor, async scope =>
        {
            var material = await ThemeMaterial.LoadAsync(scope);
            return material.Themes.FirstOrDefault(t => t.Id == theme) is { } found
                ? await ThemeAsync(scope, material, found) : new Problem.NotFound("theme", theme.ToString());
        }, cancel);

    private static async Task<BoardTheme> ThemeAsync(StudyScope scope, ThemeMaterial material, Theme theme)
    {
        var codes = material.CodesOf(theme.Id).Select(c => BoardCode.Of(material, c)).OrderByDescending(c => c.Segments).ToList();
        var rest = material.Tally.Count(material.Within(codes.Skip(CodesShown).Select(c => c.Id)));
        var weight = ThemeWeight.Of(material, theme.Id);
        return new(
            theme, codes, rest.Segments, rest.Participants, weight.SupportingCount, weight.ContraryCount,
            await QuotesAsync(scope, material, theme.Id, ThemeSegment.Supporting), await QuotesAsync(scope, material, theme.Id, ThemeSegment.Contrary),
            material.SegmentsOf(theme.Id).Count(s => !material.Placed.ContainsKey(s.SegmentId)), weight.Hearings(material.Voices.Names.Count));
    }

    /// <summary>Those chosen for the report first, then those placed one by one; in each, as one reads the sources.</summary>
    private static async Task<IReadOnlyList<BoardQuote>> QuotesAsync(StudyScope scope, ThemeMaterial material, Guid theme, string stance)
    {
        var placed = material.SegmentsOf(theme).Where(s => s.Stance == stance && material.Placed.ContainsKey(s.SegmentId))
            .Select(s => (Row: s, Segment: material.Placed[s.SegmentId]))
            .OrderByDescending(s => s.Row.Chosen).ThenBy(s => material.Sources[s.Segment.SourceId].Name, NaturalOrder.Names).ThenBy(s => s.Segment.Start)
            .Take(QuotesTold);
        var quotes = new List<BoardQuote>();
        foreach (var (row, segment) in placed) quotes.Add(await BoardQuote.OfAsync(scope, material, row, segment));
        return quotes;
    }

    private static (int Codes, IReadOnlyList<BoardCode> Free) Free(ThemeMaterial material)
    {
        var placed = material.Themes.SelectMany(t => material.CodesOf(t.Id)).Select(c => c.Id).ToHashSet();
        var covered = material.Within(placed);
        var inUse = material.Codes.Where(c => c.RetiredAt is null && (placed.Contains(c.Id) || !material.HasBelow(c.Id) || material.Tally.Has(c.Id))).ToList();
        return (inUse.Count, [.. inUse.Where(c => !covered.Contains(c.Id)).Select(c => BoardCode.Of(material, c))]);
    }
}

/// <summary>A theme with all that its column shows.</summary>
/// <param name="Theme">The theme.</param>
/// <param name="Codes">Its codes, those with most segments first.</param>
/// <param name="RestSegments">Segments of the codes after the first <see cref="ThemesBoard.CodesShown"/>.</param>
/// <param name="RestParticipants">In how many people's words those stand.</param>
/// <param name="Supporting">Segments that speak for it: of its codes and those below them, and those placed one by one.</param>
/// <param name="Contrary">Segments that speak against it.</param>
/// <param name="SupportingQuotes">Chosen for the report first, then placed.</param>
/// <param name="ContraryQuotes">Likewise.</param>
/// <param name="Withdrawn">Placed segments that are gone from the study.</param>
/// <param name="Voices">For each voice of the board, whether it is heard here.</param>
public sealed record BoardTheme(
    Theme Theme, IReadOnlyList<BoardCode> Codes, int RestSegments, int RestParticipants, int Supporting, int Contrary,
    IReadOnlyList<BoardQuote> SupportingQuotes, IReadOnlyList<BoardQuote> ContraryQuotes, int Withdrawn, IReadOnlyList<Hearing> Voices);

/// <summary>Whether a voice is heard in a theme.</summary>
public enum Hearing { NotHeard, Speaks, AlsoContrary, OnlyContrary }

/// <summary>A code with how far it reaches, all below it included.</summary>
public sealed record BoardCode(Guid Id, string Name, int Dye, int Weave, bool InVivo, int Segments, int Participants)
{
    internal static BoardCode Of(ThemeMaterial material, Code code)
    {
        var (segments, participants) = material.Tally.Count(material.Within([code.Id]));
        return new(code.Id, code.Name, code.Dye, code.Weave, code.InVivo, segments, participants);
    }
}

/// <summary>Words placed under a theme. Positions are UTF-16 code units.</summary>
/// <param name="Segment">Their segment.</param>
/// <param name="Source">Where they stand.</param>
/// <param name="Start">From here.</param>
/// <param name="End">To here, exclusive.</param>
/// <param name="Words">As they stand; of a region or a stretch of time, where it lies, in brackets.</param>
/// <param name="By">Who says them, and when.</param>
/// <param name="Stance">supporting or contrary.</param>
/// <param name="Chosen">Whether the report quotes them.</param>
/// <param name="Changed">They are no longer the words that were placed.</param>
public sealed record BoardQuote(Guid Segment, Guid Source, int Start, int End, string Words, Attribution By, string Stance, bool Chosen, bool Changed)
{
    internal static async Task<BoardQuote> OfAsync(StudyScope scope, ThemeMaterial material, ThemeSegment row, CodedSegment segment)
    {
        var content = await scope.ContentAsync(material.Sources[segment.SourceId]);
        var words = content.Words(segment.Start, segment.End);
        return new(
            segment.Id, segment.SourceId, segment.Start, segment.End, words.Length > 0 ? words : $"[{SelectionPlace.Of(segment).Told()}]", material.Voices.Attribution(segment.SourceId, segment.Start, content.Layout),
            row.Stance, row.Chosen, words != row.Words);
    }
}
