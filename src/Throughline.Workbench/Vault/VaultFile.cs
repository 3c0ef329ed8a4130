using System.Text.Json;
using System.Text.Json.Serialization;

namespace Throughline.Workbench.Vault;

/// <summary>
/// The vault as it lies on the disk. The key of the entries and the private key of the seals are wrapped by a key that the
/// passphrase gives; everything that says who somebody is, is encrypted.
/// </summary>
internal sealed record VaultFile
{
    public const int Most = 200_000;

    public int Format { get; init; } = 1;
    public required byte[] Salt { get; init; }
    public required int MemoryKiB { get; init; }
    public required int Passes { get; init; }
    public required int Lanes { get; init; }

    /// <summary>The wrapped keys: key of the entries, then the private key of the seals.</summary>
    public required byte[] Keys { get; init; }

    /// <summary>What contact details are sealed to while the vault is closed (SubjectPublicKeyInfo, P-256).</summary>
    public required byte[] SealKey { get; init; }

    public List<byte[]> Entries { get; init; } = [];

    /// <summary>Sealed and not yet taken in.</summary>
    public List<byte[]> Dropped { get; init; } = [];

    public static VaultFile? Read(byte[] bytes) => JsonSerializer.Deserialize(bytes, VaultJson.Default.VaultFile);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, VaultJson.Default.VaultFile);
}

[JsonSerializable(typeof(VaultFile))]
[JsonSerializable(typeof(VaultEntry))]
internal sealed partial class VaultJson : JsonSerializerContext;
