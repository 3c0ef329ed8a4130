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

/// <param name="Picked">How many are in it.</param>
/// <param name="Interviewed">How many of them have been interviewed.</param>
public sealed record SampleLineAnswer(Guid Id, string Name, int Size, int Seed, DateTimeOffset? FrozenAt, Wishes Wishes, int Picked, int Interviewed) : Answer
{
    public static SampleLineAnswer Of(SampleList.Line line) =>
        new(line.Sample.Id, line.Sample.Name, line.Sample.Size, line.Sample.Seed, line.Sample.FrozenAt is { } at ? Instant.At(at) : null, Wishes.Read(line.Sample.Wishes), line.Picked, line.Interviewed);
}

public sealed record BandAnswer(string Band, int Sample, int Frame, int Open);

/// <param name="Variable">Its name.</param>
/// <param name="Title">What it is called where there is little room; empty cells name it so.</param>
public sealed record CoverageAnswer(string Variable, string Title, IReadOnlyList<BandAnswer> Bands, double? Balance, double? FrameBalance);

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
    public static SampleDeskAnswer Of(SampleDesk.Answer desk, BestSample? best = null)
    {
        var codes = desk.Picks.Concat(desk.Dropped).ToDictionary(l => l.Pick.Id, l => l.Code);
        PickAnswer Line(SampleDesk.Line l) => new(
            l.Pick.Id, l.Code, l.Pick.Origin, l.Pick.Reason, l.State, l.Participant, l.Pick.ReplacesId is { } id ? codes.GetValueOrDefault(id) : null, Instant.At(l.Pick.At), l.Pick.DropReason);
        return new(
            desk.Sample.Id, desk.Sample.Name, desk.Sample.Size, desk.Sample.Seed, desk.Sample.FrozenAt is { } at ? Instant.At(at) : null, [.. desk.Picks.Select(l => l.Code)],
            desk.Figures?.Mean, desk.Figures?.Smallest,
            [.. desk.Figures?.Attributes.Zip(desk.Source!.Columns, (a, c) => new CoverageAnswer(c.Variable.Name, a.Attribute, [.. a.Bands.Select(b => new BandAnswer(b.Cell[0].Band, b.Sample, b.Frame, b.Open))], a.Balance, a.FrameBalance)) ?? []],
            [.. desk.Figures?.Empty.Select(e => new EmptyAnswer(e.Cell, e.Empty == EmptyReason.NoOneInFrame ? "no one in the frame" : "not recruited")) ?? []],
            best?.Optimum, best?.Bound, desk.Frame, desk.Open, [.. desk.Picks.Select(Line)], [.. desk.Dropped.Select(Line)], desk.Flow, desk.Why);
    }
}

/// <param name="State">none, looking, done, stopped.</param>
/// <param name="Optimum">The greatest score that any sample under the wishes can have, where it was proven.</param>
/// <param name="Bound">A score that no sample exceeds.</param>
public sealed record ProofAnswer(string State, double Seconds, double Limit, double? Optimum, double? Bound, IReadOnlyList<string> Best)
{
    public static ProofAnswer Of(SampleProof proof) => new(proof.State, proof.Seconds, proof.Limit, proof.Best?.Optimum, proof.Best?.Bound, proof.Best?.Picked ?? []);
}

/// <param name="Score">The mean distance of those picked.</param>
public sealed record TakenAnswer(IReadOnlyList<string> Picked, double Score) : Answer;

public sealed record KeptWishesAnswer(Guid Id, string Name, int Size, int Seed, Wishes Wishes, WishedSample? Result, DateTimeOffset At, string By) : Answer
{
    public static KeptWishesAnswer Of(KeptWishes kept) => new(kept.Id, kept.Name, kept.Size, kept.Seed, Wishes.Read(kept.Wishes), WishedSample.Read(kept.Result), Instant.At(kept.At), kept.By);
}
