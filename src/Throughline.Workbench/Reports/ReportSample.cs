using Throughline.Formats.Reports;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Reports;

/// <summary>The table of those who took part, with what is known of them.</summary>
internal static class ReportSample
{
    /// <summary>More than these do not stand beside each other on a page.</summary>
    public const int MostVariables = 8;

    public static IReadOnlyList<ReportBlock> Section(IReadOnlyList<Participant> participants)
    {
        if (participants.Count == 0) return [];
        var rows = participants.OrderBy(p => p.Name, NaturalOrder.Names)
            .Select(p => (p.Name, Values: ParticipantText.Values(p).DistinctBy(v => NameKey.Of(v.Key)).ToDictionary(v => NameKey.Of(v.Key)))).ToList();
        var variables = participants.SelectMany(ParticipantText.Values).DistinctBy(v => NameKey.Of(v.Key)).Select(v => v.Key).ToList();
        var shown = variables.Take(MostVariables).ToList();
        string Cell((string Name, Dictionary<string, KeyValuePair<string, string>> Values) row, string variable) =>
            row.Values.TryGetValue(NameKey.Of(variable), out var value) && value.Value.Length > 0 ? value.Value : "–";
        var columns = new List<ReportColumn> { new("Participant", Share: 1.15) };
        columns.AddRange(shown.Select(v => new ReportColumn(Capital(v), rows.All(r => Cell(r, v) is "–" || decimal.TryParse(Cell(r, v), System.Globalization.CultureInfo.InvariantCulture, out _)))));
        var blocks = new List<ReportBlock>
        {
            new ReportBlock.Heading(1, "Sample"),
            new ReportBlock.Table($"{Told.Count(participants.Count, "participant")}", columns, [.. rows.Select(r => (IReadOnlyList<string>)[r.Name, .. shown.Select(v => Cell(r, v))])]),
        };
        if (variables.Count > shown.Count)
            blocks.Add(new ReportBlock.Paragraph($"Not shown for want of room: {string.Join(", ", variables.Skip(shown.Count))}."));
        return blocks;
    }

    private static string Capital(string variable) => char.ToUpperInvariant(variable[0]) + variable[1..];
}
