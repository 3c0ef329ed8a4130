using System.Globalization;

namespace Throughline.Formats.RefiQda;

/// <summary>The rule by which positions of a file count: the habit of its program, or the one that fits best.</summary>
internal static class PositionChoice
{
    private const int EnoughToOverrule = 10;
    private const double Overruling = 0.2;
    private const double Convincing = 0.8;
    private const double InclusiveMustGain = 0.05;

    private static readonly (string Origin, RefiPositionRule Rule)[] Habits =
    [
        ("NVivo", new(RefiUnit.Utf16)),
        ("ATLAS.ti", new(RefiUnit.CodePoint, CrlfCountsTwo: false)),
        ("QualCoder", new(RefiUnit.CodePoint, CrlfCountsTwo: false)),
        ("qc ", new(RefiUnit.CodePoint)),
        ("Transana", new(RefiUnit.CodePoint)),
    ];

    /// <summary>A text with its selections, as it stood.</summary>
    internal sealed record Material(string Raw, bool HasMark, string Text, IReadOnlyList<RefiTextSelection> Selections);

    public static RefiPositions Choose(string? origin, IReadOnlyList<Material> materials)
    {
        var habit = Habit(origin);
        if (materials.All(m => m.Selections.Count == 0))
            return new RefiPositions(habit ?? new(RefiUnit.Utf16), habit is null ? RefiRuleBasis.NothingToPlace : RefiRuleBasis.Origin, 0, 0, 0);
        var byHabit = habit is null ? null : Weigh(habit, materials);
        var isCertain = RefiProfile.OfOrigin(origin ?? "") is not null;
        if (byHabit is not null && (isCertain || byHabit.OnWords == byHabit.Selections))
            return byHabit.As(RefiRuleBasis.Origin);
        var best = Best(materials);
        if (byHabit is null)
            return best.As(RefiRuleBasis.Scored);
        var isOverruled = best.Selections >= EnoughToOverrule && best.OnWords >= Convincing * best.Selections
            && best.OnWords - byHabit.OnWords > Overruling * best.Selections;
        return isOverruled ? best.As(RefiRuleBasis.Scored) : byHabit.As(RefiRuleBasis.Origin);
    }

    /// <summary>The habit of a program; null where it is not known. Throughline writes the profile that it followed into its origin.</summary>
    public static RefiPositionRule? Habit(string? origin)
    {
        if (string.IsNullOrWhiteSpace(origin))
            return null;
        if (RefiProfile.OfOrigin(origin) is { } profile)
            return profile.Rule;
        return Habits.Where(h => origin.StartsWith(h.Origin, StringComparison.OrdinalIgnoreCase) || origin == h.Origin.Trim()).Select(h => h.Rule).FirstOrDefault();
    }

    private static Weighed Best(IReadOnlyList<Material> materials)
    {
        Weighed? best = null;
        foreach (var rule in Candidates(materials.Any(m => m.HasMark)))
        {
            var weighed = Weigh(rule, materials);
            var mustGain = rule.EndIsLast && best is { Rule.EndIsLast: false } ? InclusiveMustGain * weighed.Selections : 0;
            if (best is null || weighed.Worth > best.Worth + mustGain)
                best = weighed;
        }
        return best!;
    }

    private static IEnumerable<RefiPositionRule> Candidates(bool anyMark) =>
        from last in new[] { false, true }
        from mark in anyMark ? new[] { false, true } : [false]
        from two in new[] { true, false }
        from unit in new[] { RefiUnit.Utf16, RefiUnit.CodePoint }
        select new RefiPositionRule(unit, two, mark, last);

    private static Weighed Weigh(RefiPositionRule rule, IReadOnlyList<Material> materials)
    {
        var weighed = new Weighed(rule);
        foreach (var material in materials)
        {
            if (material.Selections.Count == 0)
                continue;
            var map = new PositionMap(material.Raw, material.HasMark, rule);
            foreach (var selection in material.Selections)
                weighed.Add(material.Text, map, selection);
        }
        return weighed;
    }

    /// <summary>Whether no word runs across the place.</summary>
    internal static bool IsEdge(string text, int at) => at <= 0 || at >= text.Length || !IsWord(text[at - 1]) || !IsWord(text[at]);

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private sealed class Weighed(RefiPositionRule rule)
    {
        private int starts;

        public RefiPositionRule Rule => rule;

        public int Selections { get; private set; }

        public int OnWords { get; private set; }

        /// <summary>As <see cref="OnWords"/>, less where a selection begins or ends with white space: people rarely mark that.</summary>
        public double Worth { get; private set; }

        public void Add(string text, PositionMap map, RefiTextSelection selection)
        {
            var (start, end) = (map.Of(selection.Start, out var startInside), map.End(selection.End, out var endInside));
            var (startsOn, endsOn) = (startInside && IsEdge(text, start), endInside && IsEdge(text, end));
            Selections++;
            starts += startsOn ? 1 : 0;
            if (!startsOn || !endsOn || end < start)
                return;
            OnWords++;
            var isTidy = end > start && !char.IsWhiteSpace(text[start]) && !char.IsWhiteSpace(text[end - 1]);
            Worth += isTidy ? 1 : 0.75;
        }

        public RefiPositions As(RefiRuleBasis basis) => new(rule, basis, Selections, starts, OnWords);
    }
}
