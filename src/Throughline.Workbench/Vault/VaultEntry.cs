namespace Throughline.Workbench.Vault;

/// <summary>Who stands behind a study code, and how to reach them. Never written anywhere but into the vault.</summary>
public sealed record VaultEntry(string Code, string Name = "", string Email = "", string Telephone = "", string Address = "", string Note = "")
{
    public const int Longest = 500;

    /// <summary>What is too long or empty about it; null where nothing is.</summary>
    public string? Wrong() =>
        Code.Trim().Length == 0 ? "The study code is missing."
        : new[] { Code, Name, Email, Telephone, Address, Note }.Any(t => t.Length > Longest) ? $"One of the fields has more than {Longest} characters."
        : null;

    /// <summary>What is new written over what was known; a blank says nothing.</summary>
    public VaultEntry Over(VaultEntry known) => new(
        Code, Newer(Name, known.Name), Newer(Email, known.Email), Newer(Telephone, known.Telephone), Newer(Address, known.Address), Newer(Note, known.Note));

    private static string Newer(string news, string known) => news.Trim().Length > 0 ? news.Trim() : known;
}

/// <summary>Takes contact details in while the vault is closed: sealed so that only the opened vault can read them.</summary>
public interface IVaultDrop
{
    bool IsSetUp(Guid study);

    /// <summary>Refused where no vault is set up: nothing is ever kept in the clear instead.</summary>
    Task<Shared.Problem?> SealAsync(Guid study, VaultEntry entry, CancellationToken cancel);
}

/// <summary>Where the sealed bytes are kept: one file a study, apart from the database and its backups.</summary>
public interface IVaultFiles
{
    bool Exists(Guid study);

    byte[]? Read(Guid study);

    /// <summary>All of it or nothing, and on the disk before it returns.</summary>
    void Write(Guid study, ReadOnlySpan<byte> bytes);

    /// <summary>Overwrites and removes it.</summary>
    void Destroy(Guid study);
}
