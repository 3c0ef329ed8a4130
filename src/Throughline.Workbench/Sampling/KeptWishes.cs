using System.Text.Json;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>Wishes of a sample kept under a name, with what the sample was like under them, to be recalled and set beside others.</summary>
public sealed class KeptWishes : IRecorded
{
    public const int NameLength = 100;

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public Guid SampleId { get; set; }
    public string Name { get; set; } = "";
    public string NameKey { get; set; } = "";
    public int Size { get; set; }
    public int Seed { get; set; }

    /// <summary>JSON: <see cref="Sampling.Wishes"/>.</summary>
    public string Wishes { get; set; } = "{}";

    /// <summary>JSON: <see cref="WishedSample"/>; empty where nobody was picked when they were kept.</summary>
    public string Result { get; set; } = "";
    public long At { get; set; }
    public string By { get; set; } = "";
}

/// <summary>What a sample was like under some wishes.</summary>
/// <param name="Met">How many of the wishes for bands and cells were met, of <paramref name="Asked"/>.</param>
/// <param name="Picked">Those in it, by study code.</param>
public sealed record WishedSample(double Mean, double Smallest, int Covered, int Coverable, int Met, int Asked, IReadOnlyList<string> Picked)
{
    /// <summary>Null where there is no frame, or nobody is picked.</summary>
    public static WishedSample? Of(SampleDesk.Answer desk) =>
        desk is { Figures: { } f, Source: { } source, Picks.Count: > 0 }
            ? new(f.Mean, f.Smallest, f.Covered, f.Coverable, source.Wishes.Quotas.Count - f.Broken.Count, source.Wishes.Quotas.Count, [.. desk.Picks.Select(l => l.Code)])
            : null;

    public static WishedSample? Read(string json) => json.Length == 0 ? null : JsonSerializer.Deserialize<WishedSample>(json, JsonSerializerOptions.Web);

    public string Written() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
