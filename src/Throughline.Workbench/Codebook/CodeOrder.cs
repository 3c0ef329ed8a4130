namespace Throughline.Workbench.Codebook;

/// <summary>The order of codes: among siblings by position, the whole from the top down.</summary>
public static class CodeOrder
{
    public static IOrderedEnumerable<Code> Sorted(this IEnumerable<Code> siblings) =>
        siblings.OrderBy(c => c.Position).ThenBy(c => c.CreatedAt).ThenBy(c => c.Id);

    /// <summary>Each code with its depth, parents before children. A code whose parent is not among them stands at the top.</summary>
    public static IReadOnlyList<(Code Code, int Level)> Tree(IReadOnlyCollection<Code> codes)
    {
        var ids = codes.Select(c => c.Id).ToHashSet();
        var under = codes.ToLookup(c => c.ParentId is { } parent && ids.Contains(parent) ? parent : Guid.Empty);
        var tree = new List<(Code, int)>(codes.Count);
        var open = new Stack<(Code Code, int Level)>(under[Guid.Empty].Sorted().Reverse().Select(c => (c, 1)));
        while (open.TryPop(out var next))
        {
            tree.Add(next);
            foreach (var child in under[next.Code.Id].Sorted().Reverse()) open.Push((child, next.Level + 1));
        }
        return tree;
    }

    /// <summary>Puts a code at a place among its new siblings. Only where there is no room are they numbered afresh.</summary>
    /// <param name="code">The code; its parent is set already.</param>
    /// <param name="siblings">The others, in order.</param>
    /// <param name="index">How many of them come before it.</param>
    public static void Place(Code code, IReadOnlyList<Code> siblings, int index)
    {
        long? before = index > 0 ? siblings[index - 1].Position : null, after = index < siblings.Count ? siblings[index].Position : null;
        code.Position = (before, after) switch
        {
            (null, null) => Code.Step,
            ({ } low, null) => low + Code.Step,
            (null, { } high) => high - Code.Step,
            ({ } low, { } high) => low + (high - low) / 2,
        };
        if (before is null || code.Position > before) return;
        var position = 0L;
        foreach (var sibling in siblings.Take(index).Append(code).Concat(siblings.Skip(index))) sibling.Position = position += Code.Step;
    }

    /// <summary>Whether a code is another or stands anywhere under it.</summary>
    public static bool IsWithin(IReadOnlyDictionary<Guid, Guid?> parents, Guid code, Guid within)
    {
        Guid? at = code;
        for (var steps = 0; at is { } id && steps <= parents.Count; at = parents.GetValueOrDefault(id), steps++)
            if (id == within) return true;
        return false;
    }

    /// <summary>A code that stands under itself, or bears a sibling's name: no act may leave one behind.</summary>
    /// <param name="codes">All codes.</param>
    /// <param name="touched">Those that may have come to it.</param>
    public static Code? Impossible(IReadOnlyCollection<Code> codes, IReadOnlySet<Guid> touched)
    {
        var parents = codes.ToDictionary(c => c.Id, c => c.ParentId);
        var places = codes.ToLookup(c => (c.ParentId, c.NameKey));
        return codes.Where(c => touched.Contains(c.Id)).FirstOrDefault(c =>
            c.ParentId is { } parent && IsWithin(parents, parent, c.Id) || places[(c.ParentId, c.NameKey)].Skip(1).Any());
    }
}
