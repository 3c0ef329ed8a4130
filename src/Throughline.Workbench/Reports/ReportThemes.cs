using Throughline.Formats.Reports;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Reports;

/// <summary>The findings: each theme with what it claims, who speaks in it, and what was chosen to be quoted.</summary>
internal sealed class ReportThemes(StudyScope scope, ThemeMaterial material, ReportParts parts)
{
    private readonly List<ReportFlag> flags = [];
    private readonly Dictionary<Guid, ReportOf.Place> places = [];

    public IReadOnlyList<ReportFlag> Flags => flags;

    public IReadOnlyDictionary<Guid, ReportOf.Place> Places => places;

    public static string Bookmark(Theme theme) => $"theme_{theme.Id:N}";

    public async Task<ReportSection> SectionAsync(Theme theme)
    {
        var blocks = new List<ReportBlock> { new ReportBlock.Heading(1, theme.Overarching ? theme.Label : $"{theme.Number}. {theme.Label}", Bookmark(theme)) };
        if (theme.Subtitle.Length > 0) blocks.Add(new ReportBlock.Paragraph([new ReportRun(theme.Subtitle) { Italic = true }]));
        blocks.AddRange(ReportFront.Paragraphs(theme.CentralIdea));
        if (theme.Boundary.Length > 0) blocks.AddRange([new ReportBlock.Heading(2, "Where it ends"), .. ReportFront.Paragraphs(theme.Boundary)]);
        if (parts.Voices && Voices(theme) is { } voices) blocks.AddRange([new ReportBlock.Heading(2, "Who speaks in it"), new ReportBlock.Paragraph(voices)]);
        var (supporting, contrary) = (await QuotationsAsync(theme, ThemeSegment.Supporting), await QuotationsAsync(theme, ThemeSegment.Contrary));
        if (supporting.Count > 0) blocks.AddRange([new ReportBlock.Heading(2, "In their words"), .. supporting]);
        if (parts.Contrary && contrary.Count > 0) blocks.AddRange([new ReportBlock.Heading(2, "What speaks against it"), .. contrary]);
        return new(blocks);
    }

    /// <summary>17 of 20 speak in it. Not heard: P05, P13.</summary>
    private string? Voices(Theme theme)
    {
        var names = material.Voices.Names;
        var hearings = ThemeWeight.Of(material, theme.Id).Hearings(names.Count);
        if (hearings.All(h => h == Hearing.NotHeard)) return null;
        string Those(string said, Hearing hearing)
        {
            var found = names.Where((_, i) => hearings[i] == hearing).ToList();
            return found.Count == 0 ? "" : $" {said}: {string.Join(", ", found)}.";
        }
        var speaking = hearings.Count(h => h is Hearing.Speaks or Hearing.AlsoContrary);
        var against = parts.Contrary ? Those("Also against it", Hearing.AlsoContrary) + Those("Only against it", Hearing.OnlyContrary) : "";
        return $"{speaking} of {names.Count} speak in it.{against}{Those("Not heard", Hearing.NotHeard)}";
    }

    private async Task<IReadOnlyList<ReportBlock>> QuotationsAsync(Theme theme, string stance)
    {
        if (stance == ThemeSegment.Contrary && !parts.Contrary) return [];
        var chosen = material.SegmentsOf(theme.Id).Where(s => s.Chosen && s.Stance == stance).ToList();
        foreach (var gone in chosen.Where(s => !material.Placed.ContainsKey(s.SegmentId)))
            flags.Add(new(theme, gone.SegmentId, gone.Words, null, null, await FlagHistory.ChosenAsync(scope, gone), await FlagHistory.RemovedAsync(scope, gone.SegmentId)));
        var there = chosen.Where(s => material.Placed.ContainsKey(s.SegmentId)).Select(s => (Row: s, Segment: material.Placed[s.SegmentId]))
            .OrderBy(s => material.Sources[s.Segment.SourceId].Name, NaturalOrder.Names).ThenBy(s => s.Segment.Start);
        var blocks = new List<ReportBlock>();
        foreach (var (row, segment) in there)
        {
            var quote = await BoardQuote.OfAsync(scope, material, row, segment);
            places[segment.Id] = new(segment.SourceId, segment.Start);
            blocks.Add(new ReportBlock.Quotation(quote.Words.Trim(), stance == ThemeSegment.Contrary ? $"{quote.By.Told}, speaking against the theme" : quote.By.Told, segment.Id, await NoteAsync(theme, row, quote)));
        }
        return blocks;
    }

    private async Task<string?> NoteAsync(Theme theme, ThemeSegment row, BoardQuote quote)
    {
        if (!quote.Changed) return null;
        var chosen = await FlagHistory.ChosenAsync(scope, row);
        flags.Add(new(theme, row.SegmentId, row.Words, quote.Words, quote.By, chosen, null));
        return $"Changed since it was chosen{(chosen is { } at ? $" on {ReportFlag.Day(at)}" : "")}.";
    }
}
