using Throughline.App.Shell;
using Throughline.Methods.Sampling;
using Throughline.Workbench.Sampling;
using Throughline.Workbench.Shared;

namespace Throughline.App.Sampling;

public sealed record SampleAnswer(Guid Id, string Name, int Size, int Seed, DateTimeOffset? FrozenAt, Wishes Wishes) : Answer
{
    public static SampleAnswer Of(Sample sample) =>
        new(sample.Id, sample.Name, sample.Size, sample.Seed, sample.FrozenAt is { } at ? Instant.At(at) : null, Wishes.Read(sample.Wishes));
}

public sealed record BandAnswer(string Band, int Sample, int Frame, int Open);

public sealed record CoverageAnswer(string Variable, IReadOnlyList<BandAnswer> Bands, double? Balance, double? FrameBalance);

/// <param name="Reason">"no one in the frame" or "not recruited".</param>
public sealed record EmptyAnswer(IReadOnlyList<FrameBand> Cell, string Reason);

public sealed record PickAnswer(Guid Id, string Respondent, string Origin, string Reason, string State, string? Participant, string? Replaces, DateTimeOffset At, string DropReason) : Answer
{
    public static PickAnswer Of(Pick pick, string code) => new(pick.Id, code, pick.Origin, pick.Reason, "", null, null, Instant.At(pick.At), pick.DropReason);
}

public sealed record ApproachAnswer(Guid Id, string Kind, string On, string Reason, string By) : Answer
{
    public static ApproachAnswer Of(Approach row) => new(row.Id, row.Kind, row.On, row.Reason, row.By);
}

public sealed record SampleDeskAnswer(
    Guid Id, string Name, int Size, int Seed, DateTimeOffset? FrozenAt, IReadOnlyList<string> Picked, double? Score, double? Smallest, IReadOnlyList<CoverageAnswer> Coverage,
    IReadOnlyList<EmptyAnswer> Empty, double? Optimum, double? Bound, int Frame, int Open, IReadOnlyList<PickAnswer> Picks, IReadOnlyList<PickAnswer> Dropped, SampleFlow Flow, string? Why) : Answer
{
    public static SampleDeskAnswer Of(SampleDesk.Answer desk, BestAnswer? best = null)
    {
        var codes = desk.Picks.Concat(desk.Dropped).ToDictionary(l => l.Pick.Id, l => l.Code);
        PickAnswer Line(SampleDesk.Line l) => new(
            l.Pick.Id, l.Code, l.Pick.Origin, l.Pick.Reason, l.State, l.Participant, l.Pick.ReplacesId is { } id ? codes.GetValueOrDefault(id) : null, Instant.At(l.Pick.At), l.Pick.DropReason);
        return new(
            desk.Sample.Id, desk.Sample.Name, desk.Sample.Size, desk.Sample.Seed, desk.Sample.FrozenAt is { } at ? Instant.At(at) : null, [.. desk.Picks.Select(l => l.Code)],
            desk.Figures?.Mean, desk.Figures?.Smallest,
            [.. desk.Figures?.Attributes.Select(a => new CoverageAnswer(a.Attribute, [.. a.Bands.Select(b => new BandAnswer(b.Cell[0].Band, b.Sample, b.Frame, b.Open))], a.Balance, a.FrameBalance)) ?? []],
            [.. desk.Figures?.Empty.Select(e => new EmptyAnswer(e.Cell, e.Empty == EmptyReason.NoOneInFrame ? "no one in the frame" : "not recruited")) ?? []],
            best?.Optimum, best?.Bound, desk.Frame, desk.Open, [.. desk.Picks.Select(Line)], [.. desk.Dropped.Select(Line)], desk.Flow, desk.Why);
    }
}

/// <summary>The greatest mean distance that there can be: proven, or at least an upper bound of it.</summary>
public sealed record BestAnswer(double? Optimum, double? Bound);
