namespace Throughline.Workbench.Questionnaires;

/// <summary>What differs between two versions of a questionnaire, said of each question.</summary>
/// <param name="Lines">In the order of the later version, removed ones last.</param>
public sealed record VersionDifference(IReadOnlyList<VersionDifference.Line> Lines)
{
    public enum Sort { Added, Removed, Changed, Moved }

    /// <param name="Question">The question; empty for title and thanks.</param>
    /// <param name="Sort">What became of it.</param>
    /// <param name="Name">Its name, or its heading.</param>
    /// <param name="Fields">What was changed of it.</param>
    /// <param name="Warning">Why answers before and after cannot be compared; null where they can.</param>
    public sealed record Line(Guid Question, Sort Sort, string Name, IReadOnlyList<Field> Fields, string? Warning = null);

    public sealed record Field(string Name, string Before, string After);

    public IEnumerable<string> Warnings => Lines.Where(l => l.Warning is not null).Select(l => $"{l.Name}: {l.Warning}");

    public static VersionDifference Of(Form before, Form after)
    {
        var earlier = before.Items.ToDictionary(i => i.Id);
        var kept = after.Items.Where(i => earlier.ContainsKey(i.Id)).Select(i => i.Id).ToList();
        var moved = Moved([.. before.Items.Select(i => i.Id).Where(kept.Contains)], kept);
        var lines = new List<Line>();
        if (Fields([("title", before.Title, after.Title), ("thanks", before.Thanks, after.Thanks)]) is { Count: > 0 } whole) lines.Add(new(Guid.Empty, Sort.Changed, "The whole", whole));
        foreach (var item in after.Items)
            if (!earlier.TryGetValue(item.Id, out var was)) lines.Add(new(item.Id, Sort.Added, Called(item), []));
            else if (Fields(Written(was, before).Zip(Written(item, after), (b, a) => (b.Name, b.Value, a.Value))) is { Count: > 0 } fields) lines.Add(new(item.Id, Sort.Changed, Called(item), fields, Incomparable(was, item)));
            else if (moved.Contains(item.Id)) lines.Add(new(item.Id, Sort.Moved, Called(item), []));
        lines.AddRange(before.Items.Where(i => !kept.Contains(i.Id)).Select(i => new Line(i.Id, Sort.Removed, Called(i), [], i.IsAsked ? "It is no longer asked: later respondents have no answer to it." : null)));
        return new(lines);
    }

    /// <summary>The fewest that were moved: those outside the longest run that kept its order.</summary>
    private static HashSet<Guid> Moved(List<Guid> before, List<Guid> after)
    {
        var place = before.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i);
        var best = new int[after.Count];
        var from = new int[after.Count];
        for (var i = 0; i < after.Count; i++)
        {
            (best[i], from[i]) = (1, -1);
            for (var j = 0; j < i; j++)
                if (place[after[j]] < place[after[i]] && best[j] + 1 > best[i]) (best[i], from[i]) = (best[j] + 1, j);
        }
        var moved = after.ToHashSet();
        for (var at = after.Count == 0 ? -1 : Array.IndexOf(best, best.Max()); at >= 0; at = from[at]) moved.Remove(after[at]);
        return moved;
    }

    private static string? Incomparable(FormItem before, FormItem after)
    {
        if (before.Kind != after.Kind && before.IsAsked) return $"It was {before.Kind}, and is {after.Kind}: answers before and after are of another kind.";
        var gone = before.Options.Where(o => after.Options.All(a => a.Value != o.Value)).Select(o => o.Label).ToList();
        if (gone.Count > 0) return $"{string.Join(", ", gone.Select(g => $"“{g}”"))} can no longer be chosen: earlier answers may have it, later ones cannot.";
        var other = before.Options.Where(o => after.Options.Any(a => a.Value == o.Value && a.Label != o.Label)).Select(o => o.Label).ToList();
        return other.Count > 0 ? $"{string.Join(", ", other.Select(o => $"“{o}”"))} is worded otherwise: if it means something else now, earlier answers do not."
            : before.Least != after.Least || before.Most != after.Most ? "Other numbers are allowed than before." : null;
    }

    private static List<Field> Fields(IEnumerable<(string Name, string Before, string After)> fields) =>
        [.. fields.Where(f => f.Before != f.After).Select(f => new Field(f.Name, f.Before, f.After))];

    private static IEnumerable<(string Name, string Value)> Written(FormItem item, Form form) =>
    [
        ("kind", item.Kind), ("name", item.Name), ("text", item.Text), ("help", item.Help), ("required", item.Required ? "yes" : "no"),
        ("answers", string.Join("\n", item.Options.Select(o => o.Label == o.Value ? o.Value : $"{o.Value} = {o.Label}"))),
        ("least", $"{item.Least}"), ("greatest", $"{item.Most}"), ("shown where", Told(item.ShownWhere, form)), ("use", item.ConsentUse),
    ];

    private static string Told(ShownWhere? where, Form form) =>
        where is null ? "" : $"{form.Items.FirstOrDefault(i => i.Id == where.Question)?.Name ?? "a question"} is {string.Join(" or ", where.Is)}";

    private static string Called(FormItem item) => item.Name.Length > 0 ? item.Name : Shared.Told.Words(item.Text, 60);
}
