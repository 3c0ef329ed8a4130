using System.Text.Json;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>What a sample is wanted to be, as it is kept with it. Variables and respondents are named by their ids.</summary>
public sealed record Wishes
{
    public static readonly Wishes None = new();

    /// <summary>On which variables people are wanted to differ, and how much each counts.</summary>
    public IReadOnlyList<Vary> Vary { get; init; } = [];

    /// <summary>The least and most wanted in a band, or where bands of several variables cross.</summary>
    public IReadOnlyList<CellWish> Cells { get; init; } = [];

    /// <summary>Who has to be in it.</summary>
    public IReadOnlyList<Guid> Must { get; init; } = [];

    /// <summary>Who may not be in it.</summary>
    public IReadOnlyList<Guid> Excluded { get; init; } = [];

    /// <summary>Whether only those may be picked who agreed to be contacted.</summary>
    public bool OnlyAgreed { get; init; } = true;

    /// <summary>The letter that those chosen are written, with {{name}}, {{code}} … where each differs.</summary>
    public string Letter { get; init; } = "";

    public static Wishes Read(string json) => JsonSerializer.Deserialize<Wishes>(json, JsonSerializerOptions.Web) ?? None;

    public string Written() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>What is wrong with it in itself; null where nothing is.</summary>
    public Problem? Wrong() =>
        Vary.Count > 30 || Cells.Count > 500 || Must.Count > 10_000 || Excluded.Count > 100_000 ? new Problem.Invalid("wishes", "There are more wishes than a sample can keep.")
        : Vary.Any(v => !double.IsFinite(v.Weight) || v.Weight < 0) ? new Problem.Invalid("weight", "A weight is 0 or more.")
        : Vary.DistinctBy(v => v.Variable).Count() < Vary.Count ? new Problem.Invalid("vary", "A variable is named twice.")
        : Cells.Any(c => c.Bands.Count is 0 or > 3 || c.Least < 0 || c.Most < c.Least) ? new Problem.Invalid("least", "The least is 0 or more, and the most not below it.")
        : Must.Intersect(Excluded).Any() ? new Problem.Invalid("must", "Somebody has to be in it and may not be in it at once.")
        : null;
}

public sealed record Vary(Guid Variable, double Weight = 1);

/// <param name="Bands">One band, or several of different variables that cross.</param>
/// <param name="Most">Null for no limit.</param>
public sealed record CellWish(IReadOnlyList<BandName> Bands, int Least, int? Most = null);

/// <param name="Band">The name of the band, or the category as a person reads it.</param>
public sealed record BandName(Guid Variable, string Band);
