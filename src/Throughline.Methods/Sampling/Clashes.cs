using Google.OrTools.Sat;

namespace Throughline.Methods.Sampling;

/// <summary>Explains why wishes cannot all be had.</summary>
public static class Clashes
{
    /// <summary>
    /// Finds wishes that clash: together they cannot be had, and without any one of them the others can. It is one such set, found by leaving out
    /// each wish in turn (deletion filter: Chinneck and Dravnieks, ORSA Journal on Computing 3, 1991); there may be others.
    /// </summary>
    /// <remarks>Quotas are tried to be left out before people, and these before the size, the later ones first: what remains is the plainest.</remarks>
    /// <param name="frame">The frame.</param>
    /// <param name="wishes">What is wished.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>None where all wishes can be had.</returns>
    /// <exception cref="ArgumentException">The wishes name what is not in the frame, or have negative numbers.</exception>
    public static IReadOnlyList<Wish> Find(Frame frame, SampleWishes wishes, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(wishes);
        wishes.CheckAgainst(frame);
        var away = wishes.Excluded.ToHashSet(StringComparer.Ordinal);
        var left = All(frame, wishes, away).ToList();
        var people = Group(frame, wishes, away);
        if (CanBeHad(frame, people, left)) return [];
        for (var i = left.Count - 1; i >= 0; i--)
        {
            cancel.ThrowIfCancellationRequested();
            List<Wish> without = [.. left[..i], .. left[(i + 1)..]];
            if (!CanBeHad(frame, people, without)) left = without;
        }
        return left;
    }

    private static IEnumerable<Wish> All(Frame frame, SampleWishes wishes, HashSet<string> away)
    {
        var (everybody, open) = (frame.People.Count, frame.People.Count - away.Count);
        yield return new(WishKind.Size, wishes.Size, [], null, everybody, open);
        foreach (var id in wishes.Must.Distinct().Order(StringComparer.Ordinal))
        {
            yield return new(WishKind.Must, 1, [], id, 1, away.Contains(id) ? 0 : 1);
            if (away.Contains(id)) yield return new(WishKind.Excluded, 1, [], id, 1, 0);
        }
        if (away.Except(wishes.Must).Count() is > 0 and var others) yield return new(WishKind.Excluded, others, [], null, everybody, open);
        foreach (var quota in wishes.Quotas)
        {
            var matching = frame.Matching(quota.Cell);
            var inFrame = matching.Count(m => m);
            var free = frame.People.Where((p, i) => matching[i] && !away.Contains(p.Id)).Count();
            if (quota.Minimum > 0) yield return new(WishKind.Minimum, quota.Minimum, quota.Cell, null, inFrame, free);
            if (quota.Maximum is { } most) yield return new(WishKind.Maximum, most, quota.Cell, null, inFrame, free);
        }
    }

    /// <summary>People who are the same to all wishes, gathered; those who have to be in the sample stand alone.</summary>
    private static List<Alike> Group(Frame frame, SampleWishes wishes, HashSet<string> away)
    {
        var quotas = new Quotas(frame, wishes.Quotas);
        var must = wishes.Must.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. frame.People.Select((p, i) => (p.Id, Place: i))
                .GroupBy(p => (quotas.SignatureOf(p.Place), away.Contains(p.Id), must.Contains(p.Id) ? p.Id : null))
                .Select(g => new Alike(g.First().Place, g.Count(), g.Key.Item2, g.Key.Item3)),
        ];
    }

    private static bool CanBeHad(Frame frame, List<Alike> people, IReadOnlyList<Wish> wishes)
    {
        var model = new CpModel();
        var numbers = people.Select((p, i) => model.NewIntVar(0, p.Count, $"p{i}")).ToArray();
        foreach (var wish in wishes) Add(model, frame, people, numbers, wish);
        using var solver = Feasibility.Solver();
        return solver.Solve(model) is CpSolverStatus.Optimal or CpSolverStatus.Feasible;
    }

    private static void Add(CpModel model, Frame frame, List<Alike> people, IntVar[] numbers, Wish wish)
    {
        var matching = wish.Cell.Count > 0 ? frame.Matching(wish.Cell) : null;
        var counted = numbers.Where((_, i) => wish.Kind switch
        {
            WishKind.Must => people[i].Must == wish.Person,
            WishKind.Excluded => people[i].IsAway && people[i].Must == wish.Person,
            _ => matching is null || matching[people[i].Place],
        });
        var (fewest, most) = wish.Kind switch
        {
            WishKind.Size => (wish.Count, wish.Count),
            WishKind.Must => (1, 1),
            WishKind.Excluded => (0, 0),
            WishKind.Minimum => (wish.Count, int.MaxValue),
            _ => (0, wish.Count),
        };
        model.AddLinearConstraint(LinearExpr.Sum(counted), fewest, most);
    }

    private sealed record Alike(int Place, int Count, bool IsAway, string? Must);
}
