using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Interchange.Archives;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Interchange;

/// <summary>What was exchanged with other programs, the latest first, and what each exchange held and lost.</summary>
public sealed class ExchangesOfStudy(StudyStore store) : IQuestion
{
    /// <param name="Direction">in or out.</param>
    /// <param name="HasReport">Whether a report was kept; none is of a merged copy.</param>
    public sealed record Line(Guid Id, string Direction, string File, string Program, string Project, DateTimeOffset At, string By, bool HasReport);

    public Task<Outcome<IReadOnlyList<Line>>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync<IReadOnlyList<Line>>(study, actor, async scope => Outcome.Of<IReadOnlyList<Line>>(
            [.. (await scope.Exchanges.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).ToListAsync(cancel)).Select(e => new Line(
                e.Id, e.Direction, e.File, e.Program, e.Project, Instant.At(e.At), e.By, HasReport(e)))]), cancel);

    public Task<Outcome<ExchangeReport>> ReportAsync(StudyRef study, Actor actor, Guid exchange, CancellationToken cancel) =>
        store.AskAsync<ExchangeReport>(study, actor, async scope =>
            await scope.Exchanges.FirstOrDefaultAsync(e => e.Id == exchange, cancel) is { } found && HasReport(found) ? ExchangeReport.Kept(found)
                : new Problem.NotFound("report of an exchange", exchange.ToString()), cancel);

    private static bool HasReport(Exchange exchange) => !(exchange.Direction == Exchange.In && exchange.Program == MergeCopy.Program);
}
