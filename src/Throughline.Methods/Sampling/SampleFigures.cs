namespace Throughline.Methods.Sampling;

/// <summary>Why a cell has nobody in the sample.</summary>
public enum EmptyReason
{
    /// <summary>There is no one in the frame to choose.</summary>
    NoOneInFrame,

    /// <summary>There is someone in the frame, who was not chosen (or may not be: see how many are open).</summary>
    NotRecruited,
}

/// <summary>A band, or a cell where bands cross, in the frame and in the sample.</summary>
/// <param name="Cell">The bands.</param>
/// <param name="Frame">How many of the frame are in it.</param>
/// <param name="Open">How many of these are not excluded.</param>
/// <param name="Sample">How many of the sample are in it.</param>
public sealed record CellFigures(IReadOnlyList<FrameBand> Cell, int Frame, int Open, int Sample)
{
    /// <summary>Why nobody of the sample is in it; null where somebody is.</summary>
    public EmptyReason? Empty => Sample > 0 ? null : Frame == 0 ? EmptyReason.NoOneInFrame : EmptyReason.NotRecruited;
}

/// <summary>One attribute in the frame and in the sample.</summary>
/// <param name="Attribute">Its name.</param>
/// <param name="Bands">Its bands in their order, also those that nobody is in.</param>
/// <param name="FrameWithout">How many of the frame are in no band, their value being missing or in none.</param>
/// <param name="SampleWithout">How many of the sample are in no band.</param>
/// <param name="Balance">
/// The index of qualitative variation of the sample, K/(K − 1) · (1 − Σp²), 0 where all are in one band, 1 where all bands have as many (Mueller and
/// Schuessler, Statistical Reasoning in Sociology, 1961); K counts the bands that somebody of the frame is in, p leaves out those in no band. Null where K
/// is below 2, or nobody of the sample is in a band.
/// </param>
/// <param name="FrameBalance">The same for the frame.</param>
public sealed record AttributeFigures(
    string Attribute, IReadOnlyList<CellFigures> Bands, int FrameWithout, int SampleWithout, double? Balance, double? FrameBalance)
{
    /// <summary>How many bands have somebody in the sample.</summary>
    public int Covered => Bands.Count(b => b.Sample > 0);

    /// <summary>How many bands have somebody in the frame, and so could be covered.</summary>
    public int Coverable => Bands.Count(b => b.Frame > 0);
}

/// <summary>How good a sample is, for what it is for: variation. It says nothing of how well it represents the frame, and is not meant to.</summary>
/// <param name="Size">How many people.</param>
/// <param name="Mean">The mean Gower distance over all pairs; pairs that cannot be compared count as 0.</param>
/// <param name="Smallest">The smallest Gower distance between two.</param>
/// <param name="Attributes">Each attribute, sample beside frame.</param>
/// <param name="Cells">The cells of the attributes that were asked to be crossed, and those of quotas that cross bands.</param>
/// <param name="Broken">The quotas that the sample does not keep, and what it has instead.</param>
public sealed record SampleFigures(
    int Size, double Mean, double Smallest, IReadOnlyList<AttributeFigures> Attributes, IReadOnlyList<CellFigures> Cells, IReadOnlyList<(Quota Quota, int Sample)> Broken)
{
    private const int MostCells = 10_000;

    /// <summary>How many bands, over all attributes, have somebody in the sample.</summary>
    public int Covered => Attributes.Sum(a => a.Covered);

    /// <summary>How many bands, over all attributes, have somebody in the frame.</summary>
    public int Coverable => Attributes.Sum(a => a.Coverable);

    /// <summary>The bands and crossed cells that nobody of the sample is in.</summary>
    public IEnumerable<CellFigures> Empty => Attributes.SelectMany(a => a.Bands).Concat(Cells).Where(c => c.Empty is not null);

    /// <summary>Works the figures out.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="wishes">The wishes: their exclusions and quotas are looked at, not their size.</param>
    /// <param name="picked">The ids of the sample.</param>
    /// <param name="crossed">Sets of attributes, by name, whose bands are to be crossed; together at most 10,000 cells.</param>
    /// <exception cref="ArgumentException">Something is named that is not in the frame, or there are too many cells.</exception>
    public static SampleFigures Of(Frame frame, SampleWishes wishes, IReadOnlyCollection<string> picked, IReadOnlyList<IReadOnlyList<string>>? crossed = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(wishes);
        var counting = new Counting(frame, wishes.Excluded, picked);
        var attributes = frame.Attributes.Select(a => counting.Attribute(a.Name)).ToList();
        var cells = (crossed ?? []).SelectMany(names => Cross(frame, names)).Concat(wishes.Quotas.Where(q => q.Cell.Count > 1).Select(q => q.Cell));
        var broken = wishes.Quotas.Select(q => (Quota: q, counting.Cell(q.Cell).Sample)).Where(q => q.Sample < q.Quota.Minimum || q.Sample > q.Quota.Maximum);
        var (mean, smallest) = Proposals.Spread(frame, picked);
        var unique = cells.DistinctBy(c => string.Join('\u0001', c.Select(b => $"{b.Attribute}\u0002{b.Band}").Order(StringComparer.Ordinal)));
        return new(picked.Count, mean, smallest, attributes, [.. unique.Select(counting.Cell)], [.. broken]);
    }

    /// <summary>The index of qualitative variation of counts: K/(K − 1) · (1 − Σp²), over the K counts given.</summary>
    /// <param name="counts">How many are in each category; none negative.</param>
    /// <returns>Null where there are not two categories, or nobody is in any.</returns>
    public static double? Variation(IReadOnlyCollection<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        double total = counts.Sum();
        return counts.Count < 2 || total == 0 ? null : counts.Count / (counts.Count - 1.0) * (1 - counts.Sum(c => c / total * (c / total)));
    }

    private static IEnumerable<IReadOnlyList<FrameBand>> Cross(Frame frame, IReadOnlyList<string> names)
    {
        if (names.Aggregate(1L, (n, name) => Math.Min(MostCells + 1L, n * frame.Bands(name).Count)) > MostCells)
            throw new ArgumentException($"{string.Join(" × ", names)} makes more than {MostCells:N0} cells.", nameof(names));
        IEnumerable<IReadOnlyList<FrameBand>> cells = [[]];
        foreach (var name in names) cells = cells.SelectMany(c => frame.Bands(name).Select(b => (IReadOnlyList<FrameBand>)[.. c, new(name, b)]));
        return cells;
    }

    private sealed class Counting(Frame frame, IEnumerable<string> excluded, IEnumerable<string> picked)
    {
        private readonly bool[] away = Marked(frame, excluded);
        private readonly HashSet<int> sample = [.. picked.Select(frame.Place)];

        private static bool[] Marked(Frame frame, IEnumerable<string> people)
        {
            var marked = new bool[frame.People.Count];
            foreach (var person in people) marked[frame.Place(person)] = true;
            return marked;
        }

        public CellFigures Cell(IReadOnlyList<FrameBand> cell)
        {
            var (matching, all, open) = (frame.Matching(cell), 0, 0);
            for (var i = 0; i < matching.Length; i++)
            {
                if (!matching[i]) continue;
                all++;
                if (!away[i]) open++;
            }
            return new(cell, all, open, sample.Count(p => matching[p]));
        }

        public AttributeFigures Attribute(string name)
        {
            CellFigures[] bands = [.. frame.Bands(name).Select(b => Cell([new(name, b)]))];
            var real = bands.Where(b => b.Frame > 0).ToList();
            var (inFrame, inSample) = (bands.Sum(b => b.Frame), bands.Sum(b => b.Sample));
            return new(
                name, bands, frame.People.Count - inFrame, sample.Count - inSample, Variation([.. real.Select(b => b.Sample)]), Variation([.. real.Select(b => b.Frame)]));
        }
    }
}
