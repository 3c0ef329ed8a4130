using Throughline.Formats.Datasets;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Interchange.Datasets;

/// <summary>A study as tables and texts for statistics: without those who may not go out, with pseudonyms where these are wished.</summary>
public sealed class DataOfStudy(StudyStore store) : IQuestion
{
    public Task<Outcome<Dataset>> AskAsync(StudyRef study, Actor actor, ExportWishes wishes, CancellationToken cancel) =>
        store.AskAsync<Dataset>(study, actor, async scope =>
        {
            if (wishes.Purpose is not (ExportWishes.Sharing or ExportWishes.Analysis)) return new Problem.Invalid("purpose", "Data go out for sharing or for analysis.");
            if (!(await StudyRows.ReadAsync(scope, wishes)).Is(out var rows, out var problem)) return problem;
            return new DataTables(rows, new(wishes.Pseudonyms)).All();
        }, cancel);
}
