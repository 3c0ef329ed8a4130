using Throughline.Workbench.Access;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Vault;

/// <summary>Opens the vault for a session of this process. It closes by itself when it is not used.</summary>
public sealed class OpenVault(StudyStore store, IdentityVaults vaults) : IVerb
{
    public async Task<Outcome<Done<VaultEvent>>> DoAsync(StudyRef study, Actor actor, string passphrase, CancellationToken cancel)
    {
        if (!(await VaultLog.StudyAsync(store, study, actor, cancel)).Is(out var id, out var problem)) return problem;
        if (await vaults.OpenAsync(id, passphrase, cancel) is { } refused)
        {
            if (refused is Problem.Invalid) await VaultLog.WriteAsync(store, (id, actor), ("refused", "", ""), "tried a wrong passphrase on the identity vault", cancel);
            return refused;
        }
        var written = await VaultLog.WriteAsync(store, (id, actor), ("opened", "", ""), "opened the identity vault", cancel);
        if (!written.Succeeded) vaults.Close(id);
        return written;
    }
}

public sealed class CloseVault(StudyStore store, IdentityVaults vaults) : IVerb
{
    public async Task<Outcome<Done<VaultEvent?>>> DoAsync(StudyRef study, Actor actor, CancellationToken cancel)
    {
        if (!(await VaultLog.StudyAsync(store, study, actor, cancel)).Is(out var id, out var problem)) return problem;
        if (vaults.OpenUntil(id) is null) return new Done<VaultEvent?>(null, null);
        vaults.Close(id);
        var written = await VaultLog.WriteAsync(store, (id, actor), ("closed", "", ""), "closed the identity vault", cancel);
        return written.Is(out var done, out problem) ? new Done<VaultEvent?>(done.Value, done.Change) : problem;
    }
}

/// <summary>Puts the vault under another passphrase. Needs it open.</summary>
public sealed class ChangePassphrase(StudyStore store, IdentityVaults vaults) : IVerb
{
    public async Task<Outcome<Done<VaultEvent>>> DoAsync(StudyRef study, Actor actor, string passphrase, CancellationToken cancel)
    {
        if (SetUpVault.CheckPassphrase(passphrase) is { } wrong) return wrong;
        if (!(await VaultLog.StudyAsync(store, study, actor, cancel)).Is(out var id, out var problem)) return problem;
        if (await vaults.ChangePassphraseAsync(id, passphrase, cancel) is { } refused) return refused;
        return await VaultLog.WriteAsync(store, (id, actor), ("passphrase changed", "", ""), "changed the passphrase of the identity vault", cancel);
    }
}
