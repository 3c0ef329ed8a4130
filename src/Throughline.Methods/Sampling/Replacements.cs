namespace Throughline.Methods.Sampling;

/// <summary>One who could take the place of somebody who leaves the sample.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Distance">How far they are from the one who leaves (Gower); 1 where the two cannot be compared.</param>
/// <param name="Fills">The bands and cells that would be left empty, or too few for a quota, and that they fill.</param>
/// <param name="Leaves">Those that would stay so with them.</param>
/// <param name="Broken">How many people quotas would be short of, or over, with them.</param>
/// <param name="Mean">The mean Gower distance of the sample with them.</param>
public sealed record Reserve(
    string Id, double Distance, IReadOnlyList<IReadOnlyList<FrameBand>> Fills, IReadOnlyList<IReadOnlyList<FrameBand>> Leaves, int Broken, double Mean);

/// <summary>Finds who could take somebody's place.</summary>
public static class Replacements
{
    /// <summary>
    /// Those of the frame who could take the place of one who leaves, the best first: who keeps most of the quotas; of these, who fills most of the gap
    /// that is left; of these, who is nearest to the one who leaves; of these, who gives the sample the greatest mean distance; of these, the smallest id.
    /// </summary>
    /// <remarks>The gap is the bands, and the cells of quotas, that nobody else of the sample is in, and the minimums that are no longer met.</remarks>
    /// <param name="frame">The frame.</param>
    /// <param name="wishes">The wishes: their quotas and exclusions are kept.</param>
    /// <param name="picked">The ids of the sample, with the one who leaves or already without.</param>
    /// <param name="leaving">The id of the one who leaves.</param>
    /// <param name="most">How many to give.</param>
    /// <exception cref="ArgumentException">Something is named that is not in the frame.</exception>
    public static IReadOnlyList<Reserve> For(Frame frame, SampleWishes wishes, IReadOnlyCollection<string> picked, string leaving, int most = 5)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(wishes);
        var gone = frame.Place(leaving);
        int[] stay = [.. picked.Where(id => id != leaving).Select(frame.Place)];
        var quotas = new Quotas(frame, wishes.Quotas);
        var counts = new int[wishes.Quotas.Count];
        foreach (var q in stay.SelectMany(s => quotas.Kinds[quotas.SignatureOf(s)])) counts[q]++;
        var gap = Gap(frame, wishes, counts, stay, gone);
        var (lacks, among) = (quotas.Short(counts), Among(frame, stay));
        var away = wishes.Excluded.Select(frame.Place).Concat(stay).Append(gone).ToHashSet();
        var ranked = Enumerable.Range(0, frame.People.Count).Where(p => !away.Contains(p)).Select(p => (
            Person: p,
            Broken: lacks + quotas.Change(counts, quotas.SignatureOf(p)),
            Filled: gap.Count(g => g.Matching[p]),
            Distance: frame.Gower.Distance(gone, p) is var d && double.IsNaN(d) ? 1 : d,
            Sum: among + stay.Sum(s => Apart(frame, s, p))));
        var pairs = Math.Max(1, stay.Length * (stay.Length + 1) / 2.0);
        return
        [
            .. ranked.OrderBy(r => r.Broken).ThenByDescending(r => r.Filled).ThenBy(r => r.Distance).ThenByDescending(r => r.Sum).ThenBy(r => r.Person).Take(most)
                .Select(r => new Reserve(
                    frame.People[r.Person].Id, r.Distance, [.. gap.Where(g => g.Matching[r.Person]).Select(g => g.Cell)],
                    [.. gap.Where(g => !g.Matching[r.Person]).Select(g => g.Cell)], r.Broken, r.Sum / pairs)),
        ];
    }

    private static List<(IReadOnlyList<FrameBand> Cell, bool[] Matching)> Gap(Frame frame, SampleWishes wishes, int[] counts, int[] stay, int gone)
    {
        var bands = frame.Columns.Where(c => c.Bands[gone] is >= 0 and var band && !stay.Any(s => c.Bands[s] == band))
            .Select(c => (IReadOnlyList<FrameBand>)[new(c.Name, c.BandNames[c.Bands[gone]])]).ToList();
        var quotas = wishes.Quotas.Where((q, i) => counts[i] < q.Minimum || (counts[i] == 0 && q.Cell.Count > 1)).Select(q => q.Cell);
        return
        [
            .. bands.Concat(quotas.Where(c => c.Count > 1 || !bands.Exists(b => b[0] == c[0]))).Select(c => (c, frame.Matching(c))).Where(c => c.Item2[gone]),
        ];
    }

    private static double Among(Frame frame, int[] people) => people.Select((p, i) => people.Take(i).Sum(o => Apart(frame, o, p))).Sum();

    private static double Apart(Frame frame, int one, int other) => frame.Gower.Distance(one, other) is var d && double.IsNaN(d) ? 0 : d;
}
