using System.Collections.Concurrent;
using System.Security.Cryptography;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Vault;

/// <summary>
/// The vaults of all studies. An opened one lives in the memory of this process only, and closes by itself when nobody has used
/// it for a while. Nothing here writes to the history: that is the verbs' affair.
/// </summary>
public sealed class IdentityVaults(IVaultFiles files, TimeProvider clock) : IVaultDrop, IDisposable
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<Guid, Opened> opened = new();
    private readonly SemaphoreSlim gate = new(1, 1);

    private sealed record Opened(VaultKeys Keys, DateTimeOffset Until);

    public static Problem Missing { get; } = new Problem.Conflict(
        "There is no vault yet", "Names and addresses have nowhere to go. Set up the identity vault of this study first.");

    public static Problem Closed { get; } = new Problem.Conflict(
        "The vault is closed", "Nothing was looked at or changed. Open it with its passphrase; it closes by itself when it is not used.");

    public bool IsSetUp(Guid study) => files.Exists(study);

    /// <summary>When it closes by itself; null where it is closed.</summary>
    public DateTimeOffset? OpenUntil(Guid study) => Find(study)?.Until;

    /// <summary>How many people are in it, counting those sealed and not yet taken in; null where there is no vault.</summary>
    public int? Count(Guid study) => Load(study) is { } file ? file.Entries.Count + file.Dropped.Count : null;

    /// <summary>SHA-256 of the file as it lies on the disk.</summary>
    public string? Hash(Guid study) => files.Read(study) is { } bytes ? Convert.ToHexStringLower(SHA256.HashData(bytes)) : null;

    public Task<Problem?> SetUpAsync(Guid study, string passphrase, CancellationToken cancel) => InTurnAsync<Problem?>(() =>
    {
        if (IsSetUp(study)) return new Problem.Conflict("There is a vault already", "Nothing was changed. Open it with its passphrase.");
        var (keys, file) = VaultKeys.Make(study, passphrase);
        files.Write(study, file.Write());
        Keep(study, keys);
        return null;
    }, cancel);

    public Task<Problem?> OpenAsync(Guid study, string passphrase, CancellationToken cancel) => InTurnAsync<Problem?>(() =>
    {
        if (Load(study) is not { } file) return Missing;
        if (VaultKeys.Open(study, passphrase, file) is not { } keys)
            return new Problem.Invalid("passphrase", "That is not the passphrase of this vault. Nothing was opened.");
        Keep(study, keys);
        TakeIn(study, keys, file);
        return null;
    }, cancel);

    public void Close(Guid study)
    {
        if (opened.TryRemove(study, out var was)) was.Keys.Dispose();
    }

    /// <summary>Everyone in an opened vault, by study code.</summary>
    public Task<Outcome<IReadOnlyList<VaultEntry>>> EntriesAsync(Guid study, CancellationToken cancel) => InTurnAsync<Outcome<IReadOnlyList<VaultEntry>>>(() =>
    {
        if (Use(study) is not { } keys) return IsSetUp(study) ? Closed : Missing;
        return Outcome.Of<IReadOnlyList<VaultEntry>>([.. TakeIn(study, keys, Load(study)!).Entries.Select(keys.Unlock).OrderBy(e => e.Code, NaturalOrder.Names)]);
    }, cancel);

    /// <summary>Puts people in, or what is new about them. Returns how many were new.</summary>
    public Task<Outcome<int>> EnterAsync(Guid study, IReadOnlyCollection<VaultEntry> entries, CancellationToken cancel) => InTurnAsync<Outcome<int>>(() =>
    {
        if (Use(study) is not { } keys) return IsSetUp(study) ? Closed : Missing;
        var file = Load(study)!;
        if (file.Entries.Count + entries.Count > VaultFile.Most) return new Problem.TooLarge("The vault", $"It holds at most {VaultFile.Most:N0} people.", "Nothing was added.");
        var (kept, added) = Merged(file.Entries.Select(keys.Unlock), entries);
        files.Write(study, (file with { Entries = [.. kept.Select(keys.Lock)] }).Write());
        return added;
    }, cancel);

    /// <summary>Takes one person out, whether the vault is open or not known to hold them. Needs the vault open.</summary>
    public Task<Outcome<bool>> RemoveAsync(Guid study, string code, CancellationToken cancel) => InTurnAsync<Outcome<bool>>(() =>
    {
        if (Load(study) is null) return false;
        if (Use(study) is not { } keys) return Closed;
        var file = TakeIn(study, keys, Load(study)!);
        var kept = file.Entries.Where(e => NameKey.Of(keys.Unlock(e).Code) != NameKey.Of(code)).ToList();
        if (kept.Count < file.Entries.Count) files.Write(study, (file with { Entries = kept }).Write());
        return kept.Count < file.Entries.Count;
    }, cancel);

    public Task<Problem?> ChangePassphraseAsync(Guid study, string passphrase, CancellationToken cancel) => InTurnAsync<Problem?>(() =>
    {
        if (Use(study) is not { } keys) return IsSetUp(study) ? Closed : Missing;
        files.Write(study, keys.Under(passphrase, Load(study)!).Write());
        return null;
    }, cancel);

    public Task<Problem?> SealAsync(Guid study, VaultEntry entry, CancellationToken cancel) => SealAsync(study, [entry], cancel);

    /// <summary>Takes many in while it is closed.</summary>
    public Task<Problem?> SealAsync(Guid study, IReadOnlyCollection<VaultEntry> entries, CancellationToken cancel) => InTurnAsync<Problem?>(() =>
    {
        if (Load(study) is not { } file) return Missing;
        if (file.Entries.Count + file.Dropped.Count + entries.Count > VaultFile.Most) return new Problem.TooLarge("The vault", $"It holds at most {VaultFile.Most:N0} people.", "");
        file.Dropped.AddRange(entries.Select(entry => VaultKeys.Seal(study, file.SealKey, entry)));
        files.Write(study, file.Write());
        return null;
    }, cancel);

    public Task<Problem?> DestroyAsync(Guid study, CancellationToken cancel) => InTurnAsync<Problem?>(() =>
    {
        Close(study);
        files.Destroy(study);
        return null;
    }, cancel);

    public void Dispose()
    {
        foreach (var study in opened.Keys) Close(study);
        gate.Dispose();
    }

    private VaultFile? Load(Guid study) => files.Read(study) is { } bytes ? VaultFile.Read(bytes) : null;

    private void Keep(Guid study, VaultKeys keys)
    {
        Close(study);
        opened[study] = new(keys, clock.GetUtcNow() + Idle);
    }

    private Opened? Find(Guid study)
    {
        if (!opened.TryGetValue(study, out var found)) return null;
        if (found.Until > clock.GetUtcNow()) return found;
        Close(study);
        return null;
    }

    /// <summary>The keys of an opened vault; using it keeps it open.</summary>
    private VaultKeys? Use(Guid study)
    {
        if (Find(study) is not { } found) return null;
        opened[study] = found with { Until = clock.GetUtcNow() + Idle };
        return found.Keys;
    }

    private VaultFile TakeIn(Guid study, VaultKeys keys, VaultFile file)
    {
        if (file.Dropped.Count == 0) return file;
        var (kept, _) = Merged(file.Entries.Select(keys.Unlock), [.. file.Dropped.Select(keys.Unseal)]);
        var taken = file with { Entries = [.. kept.Select(keys.Lock)], Dropped = [] };
        files.Write(study, taken.Write());
        return taken;
    }

    private static (IEnumerable<VaultEntry> All, int Added) Merged(IEnumerable<VaultEntry> known, IReadOnlyCollection<VaultEntry> news)
    {
        var byCode = known.ToDictionary(e => NameKey.Of(e.Code));
        var before = byCode.Count;
        foreach (var entry in news) byCode[NameKey.Of(entry.Code)] = byCode.TryGetValue(NameKey.Of(entry.Code), out var there) ? entry.Over(there) : entry;
        return (byCode.Values, byCode.Count - before);
    }

    private async Task<T> InTurnAsync<T>(Func<T> act, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            return act();
        }
        finally
        {
            gate.Release();
        }
    }
}
