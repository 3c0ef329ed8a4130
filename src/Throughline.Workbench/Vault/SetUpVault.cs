using Throughline.Workbench.Access;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Vault;

/// <summary>Makes the identity vault of a study, under a passphrase that is kept nowhere.</summary>
public sealed class SetUpVault(StudyStore store, IdentityVaults vaults) : IVerb
{
    public const int Shortest = 12, Longest = 1000;

    public async Task<Outcome<Done<VaultEvent>>> DoAsync(StudyRef study, Actor actor, string passphrase, CancellationToken cancel)
    {
        if (CheckPassphrase(passphrase) is { } wrong) return wrong;
        if (!(await VaultLog.StudyAsync(store, study, actor, cancel)).Is(out var id, out var problem)) return problem;
        if (await vaults.SetUpAsync(id, passphrase, cancel) is { } refused) return refused;
        return await VaultLog.WriteAsync(store, (id, actor), ("set up", "", ""), "set up the identity vault", cancel);
    }

    public static Problem? CheckPassphrase(string passphrase) => passphrase.Trim().Length switch
    {
        < Shortest => new Problem.Invalid("passphrase", $"A passphrase has at least {Shortest} characters. Four or five words in a row are easier to keep than a short secret."),
        > Longest => new Problem.Invalid("passphrase", $"A passphrase has at most {Longest} characters."),
        _ => null,
    };
}
