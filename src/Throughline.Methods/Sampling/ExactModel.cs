using Google.OrTools.Sat;

namespace Throughline.Methods.Sampling;

/// <summary>The best sample as a model for CP-SAT. The objective is twice the sum of distances, in whole numbers of a <see cref="WholeScale"/>.</summary>
internal sealed class ExactModel
{
    private const int MostProfiles = 6_000, MostIncomplete = 150;

    private readonly CpModel model = new();
    private readonly LinearExprBuilder objective = LinearExpr.NewBuilder();
    private readonly Frame frame;
    private readonly Profiles profiles;
    private readonly IntVar[] numbers;
    private readonly int size;
    private readonly int[] whole, partial, mustWhole, mustPartial;
    private readonly WholeScale scale;

    private ExactModel(Frame frame, Profiles profiles, Quotas quotas, int size)
    {
        (this.frame, this.profiles, this.size) = (frame, profiles, size);
        var places = Enumerable.Range(0, profiles.Count).ToLookup(j => IsWhole(profiles.Person(j)));
        (whole, partial) = ([.. places[true]], [.. places[false]]);
        (mustWhole, mustPartial) = ([.. profiles.Must.Where(IsWhole)], [.. profiles.Must.Where(p => !IsWhole(p))]);
        scale = WholeScale.Of(frame, needsFine: partial.Length + mustPartial.Length > 0);
        numbers = [.. Enumerable.Range(0, profiles.Count).Select(j => model.NewIntVar(0, Math.Min(size, profiles.Members[j].Count), $"x{j}"))];
        model.Add(LinearExpr.Sum(numbers) == size - profiles.Must.Length);
        AddQuotas(quotas);
    }

    /// <summary>Null where the frame is too large for it.</summary>
    public static ExactModel? For(Frame frame, Profiles profiles, Quotas quotas, int size)
    {
        var model = profiles.Count > MostProfiles ? null : new ExactModel(frame, profiles, quotas, size);
        if (model is null || model.partial.Sum(j => Math.Min(size, profiles.Members[j].Count)) + model.mustPartial.Length > MostIncomplete) return null;
        model.AddWhole();
        model.AddPartial();
        return model;
    }

    public (IReadOnlyList<int>? Picked, double Bound, bool IsProven) Solve(int[] known, TimeSpan limit, CancellationToken cancel)
    {
        var held = known.ToHashSet();
        for (var j = 0; j < numbers.Length; j++) model.AddHint(numbers[j], profiles.Members[j].Count(held.Contains));
        model.Maximize(objective);
        using var solver = new CpSolver();
        solver.StringParameters = FormattableString.Invariant($"max_time_in_seconds:{limit.TotalSeconds} num_workers:{Math.Clamp(Environment.ProcessorCount, 1, 8)} random_seed:1 linearization_level:2");
        using var stopping = cancel.Register(solver.StopSearch);
        var status = solver.Solve(model);
        var pairs = size * (size - 1.0);
        var bound = status is CpSolverStatus.Optimal or CpSolverStatus.Feasible or CpSolverStatus.Unknown ? (solver.BestObjectiveBound / pairs / scale.Whole) + scale.Slack : 1;
        if (status is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible)) return (null, bound, false);
        return ([.. numbers.SelectMany((n, j) => Enumerable.Repeat(j, (int)solver.Value(n)))], bound, status == CpSolverStatus.Optimal);
    }

    private bool IsWhole(int person) => frame.Gower.IsComplete(person);

    private void AddQuotas(Quotas quotas)
    {
        for (var q = 0; q < quotas.Wanted.Count; q++)
        {
            var held = profiles.Must.Count(m => quotas.Kinds[quotas.SignatureOf(m)].Contains(q));
            var counted = numbers.Where((_, j) => quotas.Kinds[profiles.Signatures[j]].Contains(q));
            model.AddLinearConstraint(LinearExpr.Sum(counted), quotas.Wanted[q].Minimum - held, (quotas.Wanted[q].Maximum ?? size) - held);
        }
    }

    /// <summary>Pairs of people without missing values, by counts.</summary>
    private void AddWhole()
    {
        var isAll = partial.Length + mustPartial.Length == 0;
        var all = isAll ? null : Count(whole, mustWhole.Length, "n");
        var total = 0L;
        for (var k = 0; k < scale.Columns.Length; k++)
        {
            var groups = whole.Select(j => (Number: numbers[j], Value: Value(profiles.Person(j), k)))
                .Concat(mustWhole.Select(m => (Number: (IntVar)null!, Value: Value(m, k)))).GroupBy(p => p.Value).OrderBy(g => g.Key).ToList();
            total += scale.IsNominal(k) ? AddNominal(groups, k) : AddNumeric(groups, k, all);
        }
        if (all is null) objective.Add(total * size * size);
        else AddConvexSquare(all, total);
    }

    private double Value(int person, int k) => frame.Columns[scale.Columns[k]].Values[person];

    private long AddNominal(List<IGrouping<double, (IntVar Number, double Value)>> groups, int k)
    {
        var each = scale.Step(k, 1);
        foreach (var group in groups) AddSquare(Sum([.. group]), -each, $"a{k}v{group.Key}");
        return each;
    }

    /// <summary>Over each gap 2·below·above = n² − below² − above².</summary>
    private long AddNumeric(List<IGrouping<double, (IntVar Number, double Value)>> groups, int k, LinearExpr? all)
    {
        var (total, below) = (0L, new List<(IntVar Number, double Value)>());
        for (var g = 0; g + 1 < groups.Count; g++)
        {
            below.AddRange(groups[g]);
            var each = scale.Step(k, groups[g + 1].Key - groups[g].Key);
            if (each == 0) continue;
            total += each;
            var count = Sum(below);
            AddSquare(count, -each, $"b{k}g{g}");
            AddSquare(all is null ? LinearExpr.Affine(count, -1, size) : all - count, -each, $"c{k}g{g}");
        }
        return total;
    }

    private static LinearExpr Sum(IReadOnlyCollection<(IntVar Number, double Value)> people)
    {
        var sum = LinearExpr.NewBuilder();
        foreach (var (number, _) in people) if (number is not null) sum.Add(number);
        return sum.Add(people.Count(p => p.Number is null));
    }

    private LinearExpr Count(int[] of, int held, string name)
    {
        var count = model.NewIntVar(held, size, name);
        model.Add(count == LinearExpr.Sum(of.Select(j => numbers[j])) + held);
        return count;
    }

    /// <summary>A square that is wanted small: steps of 1, 3, 5 …, of which the least are taken by themselves.</summary>
    private void AddSquare(LinearExpr count, long weight, string name)
    {
        var steps = Enumerable.Range(1, size).Select(a => model.NewBoolVar($"{name}s{a}")).ToArray();
        model.Add(LinearExpr.Sum(steps) == count);
        for (var a = 0; a < size; a++) objective.AddTerm(steps[a], weight * ((2 * a) + 1));
    }

    /// <summary>A square that is wanted great: its steps have to be told their order.</summary>
    private void AddConvexSquare(LinearExpr count, long weight)
    {
        var steps = Enumerable.Range(1, size).Select(a => model.NewBoolVar($"n{a}")).ToArray();
        model.Add(LinearExpr.Sum(steps) == count);
        for (var a = 0; a < size; a++)
        {
            objective.AddTerm(steps[a], weight * ((2 * a) + 1));
            if (a > 0) model.AddImplication(steps[a], steps[a - 1]);
        }
    }

    /// <summary>Pairs with somebody who lacks a value: what each adds with those before them counts if they are in it, and not else.</summary>
    private void AddPartial()
    {
        var seen = new List<(LinearExpr Number, int Person)>(whole.Select(j => ((LinearExpr)numbers[j], profiles.Person(j))));
        seen.AddRange(mustWhole.Select(m => (LinearExpr.Constant(1), m)));
        foreach (var (chosen, person) in Incomplete())
        {
            long[] apart = [.. seen.Select(s => 2 * scale.Of(profiles.Between(person, s.Person)))];
            var most = Enumerable.Range(0, seen.Count).SelectMany(i => Enumerable.Repeat(apart[i], Room(seen[i].Person))).OrderDescending().Take(size - 1).Sum();
            var adds = model.NewIntVar(0, Math.Max(0, most), $"t{person}n{seen.Count}");
            model.Add(adds <= LinearExpr.WeightedSum(seen.Select(s => s.Number), apart));
            model.Add(adds <= most * chosen);
            objective.Add(adds);
            seen.Add((chosen, person));
        }
    }

    private int Room(int person) => profiles.Members.FirstOrDefault(m => m[0] == person)?.Count ?? 1;

    private IEnumerable<(LinearExpr Chosen, int Person)> Incomplete()
    {
        foreach (var person in mustPartial) yield return (LinearExpr.Constant(1), person);
        foreach (var profile in partial)
        {
            var places = Enumerable.Range(0, Math.Min(size, profiles.Members[profile].Count)).Select(i => model.NewBoolVar($"i{profile}p{i}")).ToArray();
            model.Add(LinearExpr.Sum(places) == numbers[profile]);
            foreach (var place in places) yield return (place, profiles.Person(profile));
        }
    }
}
