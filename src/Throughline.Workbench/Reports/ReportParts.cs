using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Reports;

/// <summary>What a report is to hold besides its themes and their quotations.</summary>
public sealed record ReportParts
{
    public static readonly ReportParts All = new();

    /// <summary>Aim and research questions.</summary>
    public bool Aim { get; init; } = true;

    /// <summary>The declared approach, and how much was coded by whom.</summary>
    public bool Approach { get; init; } = true;

    /// <summary>The table of participants with what is known of them.</summary>
    public bool Sample { get; init; } = true;

    /// <summary>Who speaks in each theme and who does not.</summary>
    public bool Voices { get; init; } = true;

    /// <summary>What speaks against each theme.</summary>
    public bool Contrary { get; init; } = true;

    /// <summary>The codebook with its definitions, as an appendix.</summary>
    public bool Codebook { get; init; } = true;

    /// <summary>The parts by the names that addresses and commands use.</summary>
    public static IReadOnlyList<string> Names { get; } = ["aim", "approach", "sample", "voices", "contrary", "codebook"];

    public bool Has(string name) => name switch
    {
        "aim" => Aim, "approach" => Approach, "sample" => Sample, "voices" => Voices, "contrary" => Contrary, _ => Codebook,
    };

    /// <summary>Named parts only, as "aim,sample"; all where nothing is said.</summary>
    public static Outcome<ReportParts> Read(string? named)
    {
        if (named is null) return All;
        var wanted = named.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(n => n.ToLowerInvariant()).ToHashSet();
        if (wanted.FirstOrDefault(n => n != "none" && !Names.Contains(n)) is { } unknown)
            return new Problem.Invalid("parts", $"A report has no part called “{Told.Words(unknown, 40)}”. Its parts are {string.Join(", ", Names)}; none leaves all of them out.");
        return new ReportParts
        {
            Aim = wanted.Contains("aim"), Approach = wanted.Contains("approach"), Sample = wanted.Contains("sample"),
            Voices = wanted.Contains("voices"), Contrary = wanted.Contains("contrary"), Codebook = wanted.Contains("codebook"),
        };
    }
}
