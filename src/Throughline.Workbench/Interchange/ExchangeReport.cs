using System.Text.Encodings.Web;
using System.Text.Json;
using Throughline.Formats.RefiQda;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Interchange;

/// <summary>What a project holds and what became, or would become, of it.</summary>
public sealed record ExchangeReport
{
    public sealed record Counts(int Codes, int Sources, int Selections, int Codings, int Users, int Cases, int Variables, int Notes, int Links, int Sets, int Graphs);

    /// <param name="Rule">How positions of text were understood.</param>
    /// <param name="Basis">the program's habit, scored, or nothing to place.</param>
    /// <param name="Score">The share of selections that start and end between words; null where there are none.</param>
    /// <param name="StartOnWord">How many start at the edge of a word, of how many.</param>
    public sealed record PositionRule(string Rule, string Basis, double? Score, int StartOnWord, int Selections);

    /// <param name="What">The kind in words, one and many: code/codes.</param>
    /// <param name="Did">added, changed, moved, removed, conflict or kept out.</param>
    /// <param name="Names">Of the first of them, each once.</param>
    public sealed record KindCount(string Kind, string What, string Did, int Count, IReadOnlyList<string> Names);

    public const int MostLines = 500, MostNames = 8;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Guid Id { get; init; }
    public string File { get; init; } = "";
    public string Program { get; init; } = "";
    public string Project { get; init; } = "";
    public bool DryRun { get; init; }
    public required Counts Read { get; init; }
    public PositionRule? Positions { get; init; }
    public IReadOnlyList<ExchangeLoss> Losses { get; init; } = [];

    /// <summary>Files that the project names and that could not be had.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>added, changed, moved, removed, conflict, kept out: how many of each.</summary>
    public IReadOnlyDictionary<string, int> Did { get; init; } = new Dictionary<string, int>();
    /// <summary>The same by the kind of thing, with the names of the first.</summary>
    public IReadOnlyList<KindCount> Kinds { get; init; } = [];
    public int Unchanged { get; init; }

    /// <summary>Things that were known here under another id: by their words, path or name.</summary>
    public int Matched { get; init; }

    /// <summary>Every conflict, and the first of the others but what was merely added.</summary>
    public IReadOnlyList<PlanLine> Lines { get; init; } = [];

    public string Summary() => string.Join(", ", new[]
    {
        Told.Count(Read.Sources, "source"), Told.Count(Read.Codes, "code"), Told.Count(Read.Codings, "coding"),
        Did.TryGetValue(PlanLine.Changed, out var changed) ? $"{changed:N0} changed" : "", Did.TryGetValue(PlanLine.Moved, out var moved) ? $"{moved:N0} moved" : "",
        Did.TryGetValue(PlanLine.Removed, out var removed) ? $"{removed:N0} gone there" : "",
    }.Where(p => p.Length > 0));

    /// <summary>The program without its version: NVivo for Windows 12.6 and NVivo for Mac are one family.</summary>
    public static string Family(string? program) => (program ?? "").Split(' ', '(')[0].ToLowerInvariant();

    public static ExchangeReport Kept(Exchange exchange) => JsonSerializer.Deserialize<ExchangeReport>(exchange.Report, Json)!;

    internal static ExchangeReport Of(
        OfferedProject offered, ProjectRows rows, IReadOnlyList<PlanLine> lines, IReadOnlyList<ExchangeLoss> losses, (int Added, int Unchanged) count, bool dryRun)
    {
        var project = offered.Project;
        var did = lines.DistinctBy(l => (l.Kind, l.Id, l.Did)).CountBy(l => l.Did).ToDictionary();
        if (lines.Count == 0 && count.Added > 0) did[PlanLine.Added] = count.Added;
        return new()
        {
            File = offered.File, Program = project.Origin ?? "", Project = project.Name, DryRun = dryRun,
            Read = new(
                project.AllCodes().Count(), rows.Rows.OfKind(nameof(Source)).Count(), rows.Selections, rows.Codings, project.Users.Count,
                project.Cases.Count, project.Variables.Count, rows.Rows.OfKind(nameof(Notes.Note)).Count(), project.Links.Count, project.Sets.Count, project.Graphs.Count),
            Positions = offered.Positions is { } p ? new(p.Rule.Name, Basis(p.Basis), p.Score, p.StartOnWord, p.Selections) : null,
            Losses = [.. offered.Losses, .. losses],
            Missing = offered.Missing(), Did = did, Kinds = [.. KindsOf(lines.Count > 0 || count.Added == 0 ? lines : rows.Rows.All.Select(r => new PlanLine(r.Kind, r.Id, ExchangeNames.Of(r, rows.Rows), PlanLine.Added, "", null, null)))],
            Unchanged = count.Unchanged, Matched = rows.Matched.Count,
            Lines = [.. lines.Where(l => l.Did == PlanLine.Conflict), .. lines.Where(l => l.Did is not (PlanLine.Conflict or PlanLine.Added)).Take(MostLines)],
        };
    }

    /// <summary>In the order in which a study is read: sources and codes before what stands on them.</summary>
    private static IEnumerable<KindCount> KindsOf(IEnumerable<PlanLine> lines) => lines.DistinctBy(l => (l.Kind, l.Id, l.Did)).GroupBy(l => (l.Kind, l.Did))
        .OrderBy(g => RecordedTypes.All.TakeWhile(t => t.Name != g.Key.Kind).Count())
        .Select(g => new KindCount(g.Key.Kind, $"{RowWords.One(g.Key.Kind)}/{RowWords.Many(g.Key.Kind)}", g.Key.Did, g.Count(), [.. g.Select(l => l.Name).Where(n => n.Length > 0).Distinct().Take(MostNames)]));

    private static string Basis(RefiRuleBasis basis) => basis switch
    {
        RefiRuleBasis.Origin => "the habit of the program",
        RefiRuleBasis.Scored => "scored: it fits best",
        _ => "nothing to place",
    };
}
