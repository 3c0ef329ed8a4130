using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;

namespace Throughline.Workbench.Vault;

/// <summary>Whether there is a vault, whether it is open and until when, and what was done with it. No names.</summary>
public sealed class VaultState(StudyStore store, IdentityVaults vaults) : IQuestion
{
    /// <param name="OpenUntil">Null where it is closed.</param>
    /// <param name="Log">The newest first.</param>
    public sealed record Answer(Study Study, bool IsSetUp, DateTimeOffset? OpenUntil, int People, IReadOnlyList<VaultEvent> Log);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope => new Answer(
            await scope.Studies.SingleAsync(cancel), vaults.IsSetUp(scope.StudyId), vaults.OpenUntil(scope.StudyId), vaults.Count(scope.StudyId) ?? 0,
            await scope.VaultEvents.OrderByDescending(e => e.At).Take(500).ToListAsync(cancel)), cancel);
}
