using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Respondents;

/// <summary>Changes what a variable is called, what its values are and stand for, and which of them mean that there is no answer. The answers stay as they were given.</summary>
public sealed class EditVariable(StudyStore store) : IVerb
{
    /// <summary>What is null stays as it is.</summary>
    public sealed record Request(string Variable)
    {
        public string? Name { get; init; }
        public string? Label { get; init; }
        public string? Kind { get; init; }
        public string? Unit { get; init; }
        public IReadOnlyList<Category>? Categories { get; init; }
        public IReadOnlyList<string>? Missing { get; init; }
    }

    public Task<Outcome<Done<Variable>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Variable>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await Variables.FindAsync(scope, request.Variable)).Is(out var row, out var problem)) return problem;
            if (await CheckAsync(scope, row, request) is { } wrong) return wrong;
            var was = row.Name;
            if (request.Name is { } name) (row.Name, row.NameKey) = (name.Trim(), NameKey.Of(name));
            (row.Label, row.Kind, row.Unit) = (request.Label?.Trim() ?? row.Label, request.Kind ?? row.Kind, request.Unit?.Trim() ?? row.Unit);
            if (request.Categories is { } categories) row.Categories = Category.Written(categories);
            if (request.Missing is { } missing) row.Missing = Category.WrittenValues(missing.Select(m => m.Trim()).Where(m => m.Length > 0).Distinct());
            scope.Record(nameof(EditVariable), was == row.Name ? $"changed the variable {row.Name}" : $"renamed the variable {was} to {row.Name}");
            return row;
        }, cancel);

    private static async Task<Problem?> CheckAsync(StudyScope scope, Variable row, Request request)
    {
        if (request.Name is { } name && await Variables.CheckNameAsync(scope, name, row.Id) is { } wrong) return wrong;
        if (request.Label?.Length > 2000 || request.Unit?.Length > 50) return new Problem.Invalid("label", "A label has at most 2,000 characters, a unit 50.");
        if (request.Kind is { } kind && !Variable.Kinds.Contains(kind)) return new Problem.Invalid("kind", $"A variable is one of these: {string.Join(", ", Variable.Kinds)}.");
        if (request.Kind is not null && request.Kind != row.Kind && await scope.Scales.AnyAsync(s => s.VariableId == row.Id, scope.Cancel))
            return new Problem.Conflict($"{row.Name} is a score", "A score is a number. Change the scale that makes it instead.");
        if (request.Categories is { } categories && (categories.Count > 1000 || categories.DistinctBy(c => c.Value).Count() < categories.Count || categories.Any(c => c.Value.Length == 0)))
            return new Problem.Invalid("categories", "Each category needs a value of its own, and there are at most 1,000.");
        return null;
    }
}

internal static class Variables
{
    public static async Task<Outcome<Variable>> FindAsync(StudyScope scope, string named)
    {
        var (key, id) = (NameKey.Of(named), Guid.TryParse(named, out var guid) ? guid : Guid.Empty);
        var found = await scope.Variables.FirstOrDefaultAsync(v => v.Id == id || v.NameKey == key, scope.Cancel);
        return found is not null ? found : new Problem.NotFound("variable", named);
    }

    public static async Task<Problem?> CheckNameAsync(StudyScope scope, string name, Guid own)
    {
        var key = NameKey.Of(name);
        return key.Length == 0 ? new Problem.Invalid("name", "A variable needs a name, such as ose_1.")
            : name.Trim().Length > Variable.NameLength ? new Problem.Invalid("name", $"A name has at most {Variable.NameLength} characters.")
            : await scope.Variables.AnyAsync(v => v.NameKey == key && v.Id != own, scope.Cancel) ? new Problem.Invalid("name", $"There is a variable “{name.Trim()}” already.")
            : null;
    }
}
