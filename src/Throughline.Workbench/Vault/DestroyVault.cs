using System.Globalization;
using Throughline.Workbench.Access;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Vault;

/// <summary>
/// Destroys the vault for good, open or closed, with a certificate in the history. Asked for by the name of the study, because
/// nothing brings it back.
/// </summary>
public sealed class DestroyVault(StudyStore store, IdentityVaults vaults) : IVerb
{
    public async Task<Outcome<Done<VaultEvent>>> DoAsync(StudyRef study, Actor actor, string confirmation, CancellationToken cancel)
    {
        if (!(await VaultLog.StudyAsync(store, study, actor, cancel)).Is(out var id, out var problem)) return problem;
        if (vaults.Hash(id) is not { } hash) return IdentityVaults.Missing;
        if (NameKey.Of(confirmation) != NameKey.Of("destroy the vault"))
            return new Problem.Invalid("confirmation", "Write “destroy the vault” to say that you mean it. Nothing was destroyed.");
        var count = vaults.Count(id)!.Value;
        var certificate = string.Create(CultureInfo.InvariantCulture,
            $"The identity vault with {count} people was destroyed on {Instant.At(store.Now):yyyy-MM-dd HH:mm} UTC by {actor.Name}. SHA-256 of its file: {hash}.");
        var written = await VaultLog.WriteAsync(store, (id, actor), ("destroyed", "", certificate), $"destroyed the identity vault with {Told.Count(count, "person", "people")}", cancel);
        if (written.Succeeded) await vaults.DestroyAsync(id, CancellationToken.None);
        return written;
    }
}
