using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Respondents;

/// <summary>
/// Makes a score out of several questions, or changes one. The score is a variable of its own, worked out anew whenever it is looked at. The same
/// id twice is one scale.
/// </summary>
public sealed class MakeScale(StudyStore store) : IVerb
{
    /// <param name="Id">Of the scale.</param>
    /// <param name="Name">Also of the variable that holds the score.</param>
    /// <param name="Items">Names or ids of variables; reversed where marked.</param>
    public sealed record Request(Guid Id, string Name, IReadOnlyList<Item> Items)
    {
        /// <summary>sum or mean.</summary>
        public string Combine { get; init; } = Scale.Sum;

        /// <summary>The lowest and highest answer of an item; null: by the categories, else the answers of its items.</summary>
        public double? Least { get; init; }
        public double? Most { get; init; }
        public int MostMissing { get; init; }
        public string Direction { get; init; } = "";
        public string Label { get; init; } = "";
    }

    public sealed record Item(string Variable, bool Reversed = false);

    public Task<Outcome<Done<Scale>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Scale>(study, actor, Right.EditRecruitment, async scope =>
        {
            var row = await scope.Scales.FirstOrDefaultAsync(s => s.Id == request.Id, cancel);
            if (await Variables.CheckNameAsync(scope, request.Name, row?.VariableId ?? Guid.Empty) is { } wrong) return wrong;
            if (!(await ItemsAsync(scope, request, row)).Is(out var items, out var problem)) return problem;
            if (!(await RangeAsync(scope, request, items)).Is(out var range, out problem)) return problem;
            scope.Record(row is null ? nameof(MakeScale) : "ChangeScale", $"{(row is null ? "made" : "changed")} the scale {request.Name.Trim()}: {request.Combine} of {Told.Count(items.Count, "item")}");
            row ??= await AddAsync(scope, request, items);
            (row.Name, row.NameKey, row.Combine, row.Direction) = (request.Name.Trim(), NameKey.Of(request.Name), request.Combine, request.Direction.Trim());
            (row.Items, row.ItemLeast, row.ItemMost, row.MostMissing) = (
                ScaleParts.Written(items.Select((v, i) => new ScaleParts.Item(v.Id, request.Items[i].Reversed))), range.Least, range.Most, request.MostMissing);
            var score = scope.Rows.Variables.Local.FirstOrDefault(v => v.Id == row.VariableId) ?? await scope.Variables.SingleAsync(v => v.Id == row.VariableId, cancel);
            (score.Name, score.NameKey, score.Label) = (row.Name, row.NameKey, request.Label.Trim() is { Length: > 0 } label ? label : score.Label.Length > 0 ? score.Label : row.Name);
            return row;
        }, cancel);

    private static async Task<Scale> AddAsync(StudyScope scope, Request request, List<Variable> items)
    {
        var last = items.Max(i => i.Position);
        var next = await scope.Variables.Where(v => v.Position > last).MinAsync(v => (long?)v.Position, scope.Cancel) ?? last + (2 * Question.Step);
        var score = scope.Add(new Variable
        {
            Id = Guid.CreateVersion7(), Name = request.Name.Trim(), NameKey = NameKey.Of(request.Name), Label = request.Label.Trim(), Kind = Variable.Number,
            Position = last + Math.Max(1, (next - last) / 2), QuestionnaireId = items[0].QuestionnaireId,
        });
        return scope.Add(new Scale { Id = request.Id, VariableId = score.Id });
    }

    private static async Task<Outcome<List<Variable>>> ItemsAsync(StudyScope scope, Request request, Scale? own)
    {
        if (request.Combine is not (Scale.Sum or Scale.Mean)) return new Problem.Invalid("combine", "A score is the sum or the mean of its items.");
        if (request.Items.Count is 0 or > 200) return new Problem.Invalid("items", "A scale has 1 to 200 items.");
        if (request.MostMissing < 0 || request.MostMissing >= request.Items.Count) return new Problem.Invalid("mostMissing", $"At least one item is answered: 0 to {request.Items.Count - 1} may be missing.");
        var (found, scores) = (new List<Variable>(), await scope.Scales.Select(s => s.VariableId).ToListAsync(scope.Cancel));
        foreach (var item in request.Items)
        {
            if (!(await Variables.FindAsync(scope, item.Variable)).Is(out var variable, out var problem)) return problem;
            if (scores.Contains(variable.Id) || variable.Id == own?.VariableId) return new Problem.Invalid("items", $"{variable.Name} is a score itself. A scale is made of what was asked.");
            if (variable.Kind is not (Variable.Number or Variable.Ordinal)) return new Problem.Invalid("items", $"{variable.Name} is {variable.Kind}. The items of a scale are numbers or ordered answers.");
            if (found.Contains(variable)) return new Problem.Invalid("items", $"{variable.Name} is named twice.");
            found.Add(variable);
        }
        return found;
    }

    private static async Task<Outcome<(double Least, double Most)>> RangeAsync(StudyScope scope, Request request, List<Variable> items)
    {
        if (request is { Least: { } least, Most: { } most }) return least < most ? (least, most) : new Problem.Invalid("least", "The lowest answer is below the highest.");
        var data = await RespondentData.OfAsync(scope, [.. items.Select(i => i.Id)]);
        var given = data.Columns.SelectMany(c => c.Numbers).OfType<double>().ToList();
        foreach (var column in data.Columns)
            given.AddRange(column.Categories.Select((c, i) => double.TryParse(c.Value, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : i + 1));
        if (given.Count == 0 || given.Min() >= given.Max()) return new Problem.Invalid("least", "Say the lowest and the highest answer of an item: the answers do not tell.");
        return (request.Least ?? given.Min(), request.Most ?? given.Max());
    }
}

/// <summary>Takes a scale out with its score and the score's bands. What was answered stays.</summary>
public sealed class RemoveScale(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Nothing>>> DoAsync(StudyRef study, Actor actor, Guid scale, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (await scope.Scales.FirstOrDefaultAsync(s => s.Id == scale, cancel) is not { } row) return default(Nothing);
            foreach (var band in await scope.Bands.Where(b => b.VariableId == row.VariableId).ToListAsync(cancel)) scope.Remove(band);
            scope.Remove(row);
            scope.Remove(await scope.Variables.SingleAsync(v => v.Id == row.VariableId, cancel));
            scope.Record(nameof(RemoveScale), $"removed the scale {row.Name}");
            return default(Nothing);
        }, cancel);
}
