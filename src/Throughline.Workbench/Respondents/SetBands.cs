using Microsoft.EntityFrameworkCore;
using Throughline.Methods.Survey;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Respondents;

/// <summary>
/// Says which bands a variable has: ranges between cut points, as many as one likes of about equal size, or named sets of values. All of them are
/// said at once; none takes them away. Bands that keep their name stay the same bands.
/// </summary>
public sealed class SetBands(StudyStore store) : IVerb
{
    public sealed record Request(string Variable)
    {
        /// <summary>Cut points, ascending: each belongs to the band above it.</summary>
        public IReadOnlyList<double>? Cuts { get; init; }

        /// <summary>As many bands of about equally many respondents.</summary>
        public int? Parts { get; init; }

        /// <summary>Names of the bands between cut points; without them they are called by their range.</summary>
        public IReadOnlyList<string>? Names { get; init; }
        public IReadOnlyList<NamedSet>? Sets { get; init; }
    }

    public sealed record NamedSet(string Name, IReadOnlyList<string> Values);

    private sealed record Wanted(string Name, double? From, double? To, IReadOnlyList<string> Values);

    public Task<Outcome<Done<IReadOnlyList<Band>>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<IReadOnlyList<Band>>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await Variables.FindAsync(scope, request.Variable)).Is(out var variable, out var problem)) return problem;
            if (!(await WantedAsync(scope, variable, request)).Is(out var wanted, out problem)) return problem;
            var there = await scope.Bands.Where(b => b.VariableId == variable.Id).OrderBy(b => b.Position).ToListAsync(cancel);
            var bands = new List<Band>();
            for (var i = 0; i < wanted.Count; i++)
            {
                var key = NameKey.Of(wanted[i].Name);
                var band = there.Find(b => b.NameKey == key) ?? scope.Add(new Band { Id = Guid.CreateVersion7(), VariableId = variable.Id });
                (band.Name, band.NameKey, band.Position, band.From, band.To) = (wanted[i].Name.Trim(), key, i, wanted[i].From, wanted[i].To);
                band.Values = Category.WrittenValues(wanted[i].Values);
                bands.Add(band);
            }
            foreach (var gone in there.Except(bands)) scope.Remove(gone);
            scope.Record(nameof(SetBands), bands.Count == 0 ? $"took the bands of {variable.Name} away" : $"banded {variable.Name}: {string.Join(", ", bands.Select(b => b.Name))}");
            return bands;
        }, cancel);

    private static async Task<Outcome<List<Wanted>>> WantedAsync(StudyScope scope, Variable variable, Request request)
    {
        if (request.Sets is { } sets) return Sets(sets);
        if (request.Cuts is null or { Count: 0 } && request.Parts is null) return new List<Wanted>();
        if (variable.Kind is not (Variable.Number or Variable.Ordinal)) return new Problem.Invalid("cuts", $"{variable.Name} is {variable.Kind}: it has named sets of values, not cut points.");
        var cuts = request.Cuts;
        if (request.Parts is { } parts)
        {
            if (parts is < 2 or > 20) return new Problem.Invalid("parts", "There are 2 to 20 bands.");
            var numbers = (await RespondentData.OfAsync(scope, [variable.Id])).Column(variable.Id)!.Numbers;
            if (Banding.ByQuantiles(numbers, parts) is not { } equal) return new Problem.Invalid("parts", $"All answers to {variable.Name} are the same, or there are none: they cannot be parted.");
            cuts = equal.Cuts;
        }
        return Between(cuts!, request.Names);
    }

    private static Outcome<List<Wanted>> Between(IReadOnlyList<double> cuts, IReadOnlyList<string>? names)
    {
        if (cuts.Count > 19 || cuts.Any(c => !double.IsFinite(c)) || cuts.Zip(cuts.Skip(1)).Any(c => c.First >= c.Second)) return new Problem.Invalid("cuts", "Cut points ascend, no two are the same, and there are at most 19.");
        if (names is not null && names.Count != cuts.Count + 1) names = null;
        names ??= cuts.Count == 2 ? ["low", "middling", "high"] : Banding.ByCuts(cuts).Names;
        if (Wrong(names) is { } wrong) return wrong;
        return names.Select((name, i) => new Wanted(name, i == 0 ? null : cuts[i - 1], i < cuts.Count ? cuts[i] : null, [])).ToList();
    }

    private static Outcome<List<Wanted>> Sets(IReadOnlyList<NamedSet> sets)
    {
        if (Wrong([.. sets.Select(s => s.Name)]) is { } wrong) return wrong;
        if (sets.FirstOrDefault(s => s.Values.Count == 0) is { } empty) return new Problem.Invalid("sets", $"The band {empty.Name} has no values.");
        if (sets.SelectMany(s => s.Values.Distinct()).GroupBy(v => v).FirstOrDefault(g => g.Skip(1).Any()) is { } twice) return new Problem.Invalid("sets", $"“{twice.Key}” is in two bands.");
        return sets.Select(s => new Wanted(s.Name, null, null, s.Values)).ToList();
    }

    private static Problem? Wrong(IReadOnlyList<string> names) =>
        names.Any(n => string.IsNullOrWhiteSpace(n) || n.Trim().Length > Band.NameLength) ? new Problem.Invalid("names", $"Each band needs a name of at most {Band.NameLength} characters.")
        : names.DistinctBy(NameKey.Of).Count() < names.Count ? new Problem.Invalid("names", "Two bands have the same name.")
        : null;
}
