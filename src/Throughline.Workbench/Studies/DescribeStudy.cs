using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Studies;

/// <summary>Renames a study or says what it is about.</summary>
public sealed class DescribeStudy(StudyStore store) : IVerb
{
    /// <summary>What is null stays as it is.</summary>
    public sealed record Request(
        string? Name = null, string? Description = null, string? Aim = null, string? Background = null, string? Questions = null, string? Approach = null);

    public Task<Outcome<Done<Study>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Study>(study, actor, Right.EditStudy, async scope =>
        {
            var row = await scope.Studies.SingleAsync(cancel);
            var (name, was) = (request.Name ?? row.Name, row.Name);
            var text = new StudyText(
                request.Description ?? row.Description, request.Aim ?? row.Aim, request.Background ?? row.Background,
                request.Questions ?? row.Questions, request.Approach ?? row.Approach);
            if ((StudyText.CheckName(name) ?? text.Check()) is { } wrong) return wrong;
            var parts = Altered(row, text).ToList();
            text.WriteTo(row, name);
            scope.Record(nameof(DescribeStudy), parts.Count == 0
                ? $"renamed the study {was} to {row.Name}"
                : $"{(was == row.Name ? "" : $"renamed the study {was} to {row.Name} and ")}worded {string.Join(", ", parts)} of {row.Name}");
            return row;
        }, cancel);

    private static IEnumerable<string> Altered(Study row, StudyText text) => new[]
    {
        (row.Description, text.Description, "the description"), (row.Aim, text.Aim, "the aim"), (row.Background, text.Background, "the background"),
        (row.Questions, text.Questions, "the questions"), (row.Approach, text.Approach, "the approach"),
    }.Where(p => p.Item1 != StudyText.Tidy(p.Item2)).Select(p => p.Item3);
}
