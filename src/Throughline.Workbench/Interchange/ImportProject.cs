using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;

namespace Throughline.Workbench.Interchange;

/// <summary>
/// Brings a project of another program in: into a new study, or into one that has it in part. What both sides altered since the last
/// exchange is settled by a person; the same file twice changes nothing.
/// </summary>
public sealed class ImportProject(StudyStore store) : IVerb
{
    /// <param name="Id">Of the exchange, made by whoever imports: sent again, it is done once.</param>
    /// <param name="Project">What comes in.</param>
    /// <param name="Choices">How conflicts are settled.</param>
    public sealed record Request(Guid Id, OfferedProject Project, ExchangeChoices Choices);

    /// <summary>What would happen; nothing is kept.</summary>
    public async Task<Outcome<ExchangeReport>> TryAsync(StudyRef study, Actor actor, OfferedProject project, ExchangeChoices choices, CancellationToken cancel) =>
        await store.AskAsync<ExchangeReport>(study, actor, async scope =>
        {
            var work = await Work.OpenAsync(scope, project, project.Reachable(), choices);
            return work.Report(dryRun: true);
        }, cancel);

    /// <summary>What a file holds that is to become a study of its own; nothing is kept.</summary>
    public static ExchangeReport Look(OfferedProject project)
    {
        var rows = new ProjectRows(project.Project, new(), project.Reachable()).Read();
        return ExchangeReport.Of(project, rows, [], rows.Losses, (rows.Rows.All.Count, 0), dryRun: true);
    }

    public async Task<Outcome<Done<ExchangeReport>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel)
    {
        if ((await MayAsync(study, actor, cancel)).Problem is { } not) return not;
        if (!(await request.Project.KeepFilesAsync(store.Blobs, cancel)).Is(out var files, out var problem)) return problem;
        return await store.ChangeAsync<ExchangeReport>(study, actor, Right.EditStudy, async scope =>
        {
            if (await scope.Exchanges.FirstOrDefaultAsync(e => e.Id == request.Id, cancel) is { } done) return ExchangeReport.Kept(done);
            var work = await Work.OpenAsync(scope, request.Project, files, request.Choices);
            if (work.Open(request.Choices) is { } open) return open;
            return await work.KeepAsync(request.Id);
        }, cancel);
    }

    /// <summary>A new study of a project, in one act: there is never the one without the other.</summary>
    public async Task<Outcome<Done<ExchangeReport>>> BeginAsync(Actor actor, CreateStudy.Request begun, Request request, CancellationToken cancel)
    {
        if (StudyText.CheckName(begun.Name) is { } wrong) return wrong;
        if (!(await request.Project.KeepFilesAsync(store.Blobs, cancel)).Is(out var files, out var problem)) return problem;
        return await store.BeginAsync<ExchangeReport>(begun.Id, actor, async scope =>
        {
            if (await scope.Studies.AnyAsync(cancel))
                return await scope.Exchanges.FirstOrDefaultAsync(e => e.Id == request.Id, cancel) is { } done ? ExchangeReport.Kept(done)
                    : new Problem.Conflict("This study is here already", "Nothing was changed. Bring the project into it, or begin another study with it.");
            if (!(await CreateStudy.WriteAsync(scope, begun)).Is(out var written, out var not)) return not;
            scope.Rows.ChangeTracker.Clear();
            var work = await Work.OpenAsync(scope, request.Project, files, ExchangeChoices.None);
            var report = await work.KeepAsync(request.Id, isBegun: true);
            (await scope.Rows.FindAsync<Study>([begun.Id, begun.Id], cancel))!.DeletedAt = null;
            scope.Record(nameof(ImportProject), $"began the study {written.Name} with the project {request.Project.File}: {report.Summary()}");
            return report;
        }, cancel);
    }

    /// <summary>Before media are copied, not after it.</summary>
    private Task<Outcome<Nothing>> MayAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync<Nothing>(study, actor, scope => Task.FromResult<Outcome<Nothing>>(
            Rights.Allows(scope.Actor.Role, Right.EditStudy) ? default(Nothing) : new Problem.NotAllowed(Rights.Told(Right.EditStudy), actor.Name)), cancel);

    /// <summary>One project against one study.</summary>
    private sealed class Work(StudyScope scope, OfferedProject offered, ProjectRows rows, ExchangePlan plan)
    {
        public static async Task<Work> OpenAsync(StudyScope scope, OfferedProject offered, IReadOnlyDictionary<string, KeptFile> files, ExchangeChoices choices)
        {
            var before = await ExchangedItems.AllAsync(scope);
            var now = await StudyNow.ReadAsync(scope);
            foreach (var (from, to) in before.Aliases) now.Aliases[from] = to;
            await NearTexts.FindAsync(scope, offered.Project, now);
            var rows = new ProjectRows(offered.Project, now, files).Read();
            var plan = new ExchangePlan(scope, rows.Rows, before);
            await plan.MakeAsync(choices, offered.IsBrokenOff ? [] : await GoneAsync(scope, offered, rows));
            if (offered.IsBrokenOff && before.Rows.Count > 0) plan.OtherWords.Add(new(offered.File, "It breaks off, so nothing is taken as gone there."));
            return new(scope, offered, rows, plan);
        }

        /// <summary>
        /// What the last exchange of the same project held: only of that can one say that it is gone. A project that went out from here
        /// may come back under another name, and from another program.
        /// </summary>
        private static async Task<IReadOnlyCollection<(string, Guid)>> GoneAsync(StudyScope scope, OfferedProject offered, ProjectRows rows)
        {
            var (program, name) = (ExchangeReport.Family(offered.Project.Origin), offered.Project.Name);
            var all = await scope.Exchanges.Where(e => e.Project != "").OrderByDescending(e => e.At).ThenByDescending(e => e.Id).ToListAsync(scope.Cancel);
            var same = all.Where(e => e.Project == name && ExchangeReport.Family(e.Program) == program);
            foreach (var one in same.Take(MostTried).Concat(all.Where(e => e.Direction == Exchange.Out).Take(MostTried)))
            {
                var held = (await ExchangedItems.RowsOfAsync(scope, one.Id)).Where(k => rows.HasOwn || OwnRows.IsCarried(k.Kind)).ToList();
                // A name such as Untitled says little: only a file that has most of what was exchanged is that project again.
                if (held.Count > 0 && held.Count(k => rows.Rows.Find(k.Kind, k.Id) is not null) * 2 >= held.Count) return held;
            }
            return [];
        }

        private const int MostTried = 5;

        public Problem? Open(ExchangeChoices choices)
        {
            var open = plan.Lines.Where(l => l.Did == PlanLine.Conflict && choices.Of(l) is null).Select(l => l.Key).Distinct().Count();
            return open == 0 ? null : new Problem.Conflict(
                $"{Told.Count(open, "thing")} changed here and there", "Nothing was kept. Look at each (a dry run lists them) and say which side holds, or say it for all at once.");
        }

        public ExchangeReport Report(bool dryRun, IEnumerable<ExchangeLoss>? more = null) => ExchangeReport.Of(
            offered, rows, plan.Lines, [.. rows.Losses, .. plan.OtherWords, .. more ?? []], (plan.Acts.Count(a => a.Standing is null), plan.Unchanged), dryRun);

        public async Task<ExchangeReport> KeepAsync(Guid id, bool isBegun = false)
        {
            foreach (var coder in rows.NewCoders) scope.Add(coder);
            var keeping = new ExchangeKeeping(scope, rows.Rows, plan);
            await keeping.KeepAsync();
            var report = Report(dryRun: false, keeping.Losses) with { Id = id };
            // That all stays as it is here is a decision too: the same file need not be asked about again.
            if (!isBegun && plan.Acts.Count + plan.Removals.Count == 0 && !plan.Lines.Exists(l => l.Did == PlanLine.Conflict)) return report;
            scope.Add(new Exchange
            {
                Id = id, Direction = Exchange.In, File = offered.File, Program = offered.Project.Origin ?? "", Project = offered.Project.Name,
                Report = JsonSerializer.Serialize(report, ExchangeReport.Json), At = scope.Now, By = scope.Actor.Name,
            });
            scope.AddUnrecorded(new ExchangeItems { StudyId = scope.StudyId, ExchangeId = id, Items = keeping.Remembered(rows.Matched) });
            scope.Record(nameof(ImportProject), $"brought in the project {offered.File}: {report.Summary()}");
            return report;
        }
    }
}
