using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Vault;

/// <summary>Shows who stands behind one study code, or all of them. The look is recorded before anything is shown.</summary>
public sealed class LookInVault(StudyStore store, IdentityVaults vaults) : IVerb
{
    /// <param name="study">The study.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="codes">Whom to look up; null for everybody.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Outcome<Done<IReadOnlyList<VaultEntry>>>> DoAsync(StudyRef study, Actor actor, IReadOnlyCollection<string>? codes, CancellationToken cancel)
    {
        if (!(await VaultLog.StudyAsync(store, study, actor, cancel)).Is(out var id, out var problem)) return problem;
        if (!(await vaults.EntriesAsync(id, cancel)).Is(out var all, out problem)) return problem;
        var wanted = codes?.Select(NameKey.Of).ToHashSet();
        var found = all.Where(e => wanted is null || wanted.Contains(NameKey.Of(e.Code))).ToList();
        if (wanted is { Count: 1 } && found.Count == 0) return new Problem.NotFound("name in the vault for", codes!.Single());
        var (who, told) = wanted is null ? ("", $"looked at all {Told.Count(found.Count, "name")} in the identity vault")
            : found.Count == 1 ? (found[0].Code, $"looked up who {found[0].Code} is") : ("", $"looked up who {Told.Count(found.Count, "person", "people")} are");
        var written = await VaultLog.WriteAsync(store, (id, actor), ("looked", who, wanted is null ? "everybody" : string.Join(", ", found.Select(e => e.Code).Take(200))), told, cancel);
        return written.Is(out var done, out problem) ? new Done<IReadOnlyList<VaultEntry>>(found, done.Change) : problem;
    }
}
