using Throughline.Methods.Sampling;
using Throughline.Workbench.Shared;

namespace Throughline.App.Sampling;

/// <summary>A proposed sample and how good it is.</summary>
/// <param name="Score">The mean pairwise Gower distance of the picked.</param>
/// <param name="Smallest">The smallest distance between two of the picked.</param>
/// <param name="Optimum">The greatest score that any sample under the wishes can have, where it was proven.</param>
/// <param name="Bound">A score that no sample exceeds, where it was looked for.</param>
public sealed record SampleProposalAnswer(
    IReadOnlyList<string> Picked, double Score, double Smallest, SampleProposalAnswer.Covered Coverage, IReadOnlyList<SampleProposalAnswer.EmptyCell> Empty, double? Optimum,
    double? Bound, ulong Seed, int Size, int Respondents, IReadOnlyList<RowTrouble> Warnings)
{
    /// <summary>Bands with somebody in the sample, of those with somebody in the frame.</summary>
    public sealed record Covered(int Bands, int Of, IReadOnlyList<Attribute> Attributes);

    public sealed record Attribute(string Name, AttributeKind Kind, double Weight, int Covered, int Of, double? Balance, double? FrameBalance, int FrameMissing, int SampleMissing, IReadOnlyList<Band> Bands);

    public sealed record Band(string Name, int Frame, int Open, int Sample);

    public sealed record EmptyCell(IReadOnlyDictionary<string, string> Cell, EmptyReason Reason, int Frame, int Open);

    public static SampleProposalAnswer Of(Frame frame, SampleFigures figures, IReadOnlyList<string> picked, ulong seed, BestSample? best, IReadOnlyList<RowTrouble> warnings) => new(
        picked, figures.Mean, figures.Smallest,
        new(figures.Covered, figures.Coverable, [.. figures.Attributes.Zip(frame.Attributes, Told)]),
        [.. figures.Empty.Select(e => new EmptyCell(e.Cell.ToDictionary(b => b.Attribute, b => b.Band), e.Empty!.Value, e.Frame, e.Open))],
        best?.Optimum, best?.Bound, seed, picked.Count, frame.People.Count, warnings);

    public IEnumerable<string> Lines()
    {
        foreach (var id in Picked) yield return id;
        yield return "";
        yield return $"Score {Score:0.0000} (mean distance), smallest {Smallest:0.0000}; {Told()}";
        yield return $"Bands covered: {Coverage.Bands} of {Coverage.Of}";
        foreach (var attribute in Coverage.Attributes)
            yield return $"  {attribute.Name}: {string.Join(", ", attribute.Bands.Select(b => $"{b.Name} {b.Sample} (of {b.Frame:N0})"))}{(attribute.Balance is { } balance ? $"; balance {balance:0.00}" : "")}";
        foreach (var empty in Empty)
            yield return $"  Empty: {string.Join(" and ", empty.Cell.Select(c => $"{c.Key}: {c.Value}"))}, {(empty.Reason == EmptyReason.NoOneInFrame ? "no one in the frame" : $"not recruited, {empty.Open:N0} could be")}";
    }

    private string Told() => Optimum is { } optimum ? (Score >= optimum - 1e-9 ? "proven to be the best" : $"the proven best is {optimum:0.0000}")
        : Bound is { } bound ? $"no sample exceeds {bound:0.0000}" : "not compared with the best";

    private static Attribute Told(AttributeFigures figures, FrameAttribute attribute) => new(
        figures.Attribute, attribute.Kind, attribute.Weight, figures.Covered, figures.Coverable, figures.Balance, figures.FrameBalance, figures.FrameWithout, figures.SampleWithout,
        [.. figures.Bands.Select(b => new Band(b.Cell[0].Band, b.Frame, b.Open, b.Sample))]);
}
