using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Interchange;

/// <summary>
/// Says in the history that data, a deposit, a codebook or an archive was taken out: who, when, and what kind of file. A project for other programs
/// says so itself, see <see cref="ExportProject"/>.
/// </summary>
public sealed class RecordTakenOut(StudyStore store) : IVerb
{
    /// <param name="Id">Made by whoever takes it out: sent again, it is recorded once.</param>
    /// <param name="File">Its name.</param>
    public sealed record Request(Guid Id, TakenOut What, string File);

    public Task<Outcome<Done<Nothing>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(study, actor, Right.Read, async scope =>
        {
            if (await scope.Exchanges.AnyAsync(e => e.Id == request.Id, cancel)) return default(Nothing);
            var (what, report) = (request.What, new ExchangeReport
            {
                Id = request.Id, File = request.File, Program = request.What.For, Read = request.What.Read, Losses = request.What.Left,
            });
            scope.Add(new Exchange
            {
                Id = request.Id, Direction = Exchange.Out, File = request.File, Program = what.For,
                Report = JsonSerializer.Serialize(report, ExchangeReport.Json), At = scope.Now, By = scope.Actor.Name,
            });
            scope.Record(nameof(RecordTakenOut), $"took out {what.Kind} as {request.File}: {what.Told}");
            return default(Nothing);
        }, cancel);
}

/// <summary>What was taken out, for the history.</summary>
/// <param name="Kind">In a sentence: data, a deposit, the codebook, an archive.</param>
/// <param name="For">Who reads it.</param>
/// <param name="Told">How much it is, and of what.</param>
/// <param name="Read">What is in it.</param>
/// <param name="Left">What was left out.</param>
public sealed record TakenOut(string Kind, string For, string Told, ExchangeReport.Counts Read, IReadOnlyList<ExchangeLoss> Left);
