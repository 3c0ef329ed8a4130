namespace Throughline.Methods.Sampling;

/// <summary>One search for a sample.</summary>
internal sealed class Search(Profiles profiles, Quotas quotas, int open, Xoshiro256 random, CancellationToken cancel)
{
    private readonly long[] fromMust = [.. Enumerable.Range(0, profiles.Count).Select(j => profiles.Must.Sum(m => profiles.DistanceToPerson(j, m)))];

    public Selection Find(ProposalMethod method, int beginnings)
    {
        Selection? best = null;
        var nearest = long.MinValue;
        for (var i = 0; i < (open == 0 ? 1 : beginnings); i++)
        {
            cancel.ThrowIfCancellationRequested();
            var found = Greedy(method, Begun());
            var near = method == ProposalMethod.FarthestFirst ? Nearest(found) : 0;
            if (method is ProposalMethod.Annealing or ProposalMethod.Swaps) Swap(found);
            if (best is not null && found.Short >= best.Short && (found.Short > best.Short || near < nearest || (near == nearest && found.Sum <= best.Sum))) continue;
            (best, nearest) = (found, near);
        }
        return method == ProposalMethod.Annealing ? Annealed(best!) : best!;
    }

    /// <summary>From so many people of each signature, which keep the quotas.</summary>
    public Selection From(int[] places, ProposalMethod method)
    {
        var selection = new Selection(profiles, quotas, fromMust);
        int[] left = [.. places];
        while (selection.Picked.Count < open)
        {
            var next = selection.BestToAdd(allowed: left);
            left[profiles.Signatures[next]]--;
            selection.Add(next);
        }
        if (method is ProposalMethod.Annealing or ProposalMethod.Swaps) Swap(selection);
        return method == ProposalMethod.Annealing ? Annealed(selection) : selection;
    }

    /// <summary>With one person drawn at random, so that each beginning leads elsewhere.</summary>
    private Selection Begun()
    {
        var selection = new Selection(profiles, quotas, fromMust);
        if (open > 0) selection.Add(random.Below(profiles.Count));
        return selection;
    }

    private Selection Greedy(ProposalMethod method, Selection selection)
    {
        var near = method == ProposalMethod.FarthestFirst ? FirstNear(selection) : null;
        while (selection.Picked.Count < open)
        {
            var next = selection.BestToAdd(near);
            selection.Add(next);
            for (var j = 0; j < near?.Length; j++) near[j] = Math.Min(near[j], profiles.Distance(next, j));
        }
        return selection;
    }

    private long[] FirstNear(Selection selection) =>
    [
        .. Enumerable.Range(0, profiles.Count).Select(j =>
            profiles.Must.Select(m => profiles.DistanceToPerson(j, m)).Concat(selection.Picked.Select(p => profiles.Distance(p, j))).DefaultIfEmpty(long.MaxValue).Min()),
    ];

    private long Nearest(Selection selection)
    {
        int[] people = [.. selection.Picked.Select(profiles.Person), .. profiles.Must];
        var least = long.MaxValue;
        for (var i = 0; i < people.Length; i++)
            for (var j = 0; j < i; j++)
                least = Math.Min(least, profiles.Between(people[i], people[j]));
        return least;
    }

    private void Swap(Selection selection)
    {
        for (var since = 0; since < selection.Picked.Count;)
            for (var place = 0; place < selection.Picked.Count && since < selection.Picked.Count; place++)
            {
                cancel.ThrowIfCancellationRequested();
                since = selection.SwapAt(place) ? 0 : since + 1;
            }
    }

    private Selection Annealed(Selection from)
    {
        if (open == 0 || profiles.Count == 1) return from;
        var annealing = new Annealing(profiles, quotas, fromMust, from.Picked);
        var found = new Selection(profiles, quotas, fromMust);
        foreach (var profile in annealing.Run(random, cancel)) found.Add(profile);
        Swap(found);
        return found.IsBetterThan(from) ? found : from;
    }
}
