using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;

namespace Throughline.Workbench.Vault;

/// <summary>Writes into the history what was done with a vault: who and when and which code, never a name.</summary>
internal static class VaultLog
{
    /// <summary>The study, for one who may open its vault.</summary>
    public static async Task<Outcome<Guid>> StudyAsync(StudyStore store, StudyRef study, Actor actor, CancellationToken cancel)
    {
        if (!(await store.AskAsync<Study>(study, actor, async scope => await scope.Studies.SingleAsync(cancel), cancel)).Is(out var found, out var problem)) return problem;
        return Rights.Allows(actor.Role, Right.OpenVault) ? found.Id : new Problem.NotAllowed(Rights.Told(Right.OpenVault), actor.Name);
    }

    public static Task<Outcome<Done<VaultEvent>>> WriteAsync(
        StudyStore store, (Guid Study, Actor Actor) by, (string What, string Code, string Detail) entry, string told, CancellationToken cancel) =>
        store.ChangeAsync<VaultEvent>(by.Study, by.Actor, Right.OpenVault, scope =>
        {
            var row = scope.Add(new VaultEvent { Id = Guid.CreateVersion7(), What = entry.What, Code = entry.Code, Detail = entry.Detail, By = by.Actor.Name, At = scope.Now });
            scope.Record($"Vault{string.Concat(entry.What.Split(' ').Select(w => char.ToUpperInvariant(w[0]) + w[1..]))}", told);
            return Task.FromResult<Outcome<VaultEvent>>(row);
        }, cancel);
}
