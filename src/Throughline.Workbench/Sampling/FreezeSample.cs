using System.Text.Json;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>Keeps the frame and the sample as they are now: what the account of the sample reports, whatever comes in later.</summary>
public sealed class FreezeSample(StudyStore store) : IVerb
{
    /// <param name="Frame">How many were in the frame.</param>
    /// <param name="Open">How many of them could be asked.</param>
    /// <param name="Bands">Each band with how many of the sample and of the frame were in it.</param>
    public sealed record Kept(int Frame, int Open, double Mean, double Smallest, IReadOnlyList<string> People, IReadOnlyList<KeptBand> Bands);

    public sealed record KeptBand(string Variable, string Band, int Sample, int Frame);

    public Task<Outcome<Done<Sample>>> DoAsync(StudyRef study, Actor actor, string? named, CancellationToken cancel) =>
        store.ChangeAsync<Sample>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await scope.OpenSampleAsync(named)).Is(out var sample, out var problem)) return problem;
            if (!(await SampleDesk.OfAsync(scope, sample.Id.ToString())).Is(out var desk, out problem)) return problem;
            if (desk.Figures is not { } figures || desk.Picks.Count == 0) return new Problem.Conflict("There is nobody in it yet", "Propose or pick people first.");
            var bands = figures.Attributes.SelectMany(a => a.Bands.Select(b => new KeptBand(a.Attribute, b.Cell[0].Band, b.Sample, b.Frame))).ToList();
            sample.Frozen = JsonSerializer.Serialize(new Kept(desk.Frame, desk.Open, figures.Mean, figures.Smallest, [.. desk.Picks.Select(l => l.Code)], bands), JsonSerializerOptions.Web);
            sample.FrozenAt = scope.Now;
            scope.Record(nameof(FreezeSample), $"froze the sample {sample.Name} with {Told.Count(desk.Picks.Count, "person", "people")}");
            return sample;
        }, cancel);

    public static Kept? Read(Sample sample) => sample.FrozenAt is null ? null : JsonSerializer.Deserialize<Kept>(sample.Frozen, JsonSerializerOptions.Web);
}
