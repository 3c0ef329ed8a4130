using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>Takes a log of approaches that was kept elsewhere from a table: code, step, on, and perhaps reason. A step that stands in the log already is not doubled.</summary>
public sealed class ImportApproaches(StudyStore store) : IVerb
{
    /// <summary>Whether a table is such a log, by its columns.</summary>
    public static bool IsLog(IReadOnlyList<TableRow> table) => TableColumns.Read("", table).Is(out var columns, out _) && columns.Has("step");

    public async Task<Outcome<Done<ImportSample.Report>>> DoAsync(StudyRef study, Actor actor, string? sampleNamed, string file, IReadOnlyList<TableRow> table, CancellationToken cancel)
    {
        if (!TableColumns.Read(file, table).Is(out var columns, out var problem)) return problem;
        if (!columns.Has("code") || !columns.Has("step")) return new Problem.Unreadable(file, "Row 1", "Columns code and step are needed.", "Name them so; the others are on and reason.");
        return await store.ChangeAsync<ImportSample.Report>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await scope.SampleAsync(sampleNamed)).Is(out var sample, out var wrong)) return wrong;
            var picked = await scope.Picks.Where(p => p.SampleId == sample.Id).Select(p => p.RespondentId).Distinct().ToListAsync(cancel);
            var people = (await scope.Respondents.ToListAsync(cancel)).Where(r => picked.Contains(r.Id)).ToDictionary(r => r.CodeKey);
            var known = (await scope.Approaches.Where(a => a.SampleId == sample.Id).ToListAsync(cancel)).Select(a => (a.RespondentId, a.Kind, a.On)).ToHashSet();
            var (added, troubles) = (0, new List<RowTrouble>());
            foreach (var row in columns.Rows)
            {
                var step = new RecordApproach.Request(Guid.CreateVersion7(), columns.Cell(row, "code").Trim(), columns.Cell(row, "step").Trim().ToLowerInvariant(), columns.Cell(row, "on").Trim(), columns.Cell(row, "reason").Trim());
                if (!people.TryGetValue(NameKey.Of(step.Respondent), out var person)) troubles.Add(new($"row {row.Line}", $"“{Told.Words(step.Respondent, 40)}” was never in the sample. The row was left out."));
                else if (RecordApproach.Wrong(step) is { } bad) troubles.Add(new($"row {row.Line}", $"{bad.Detail} The row was left out."));
                else if (known.Add((person.Id, step.Kind, step.On!)))
                {
                    // Steps of one day keep the order of the table.
                    scope.Add(new Approach { Id = step.Id, SampleId = sample.Id, RespondentId = person.Id, Kind = step.Kind, On = step.On!, Reason = step.Reason, At = scope.Now + added++, By = actor.Name });
                }
            }
            scope.Record(nameof(ImportApproaches), $"brought in {Told.Count(added, "step")} of the approach for {sample.Name} from {file}");
            return new ImportSample.Report(columns.Rows.Count, added, columns.Rows.Count - added - troubles.Count, troubles);
        }, cancel);
    }
}
