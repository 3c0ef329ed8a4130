using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Konscious.Security.Cryptography;

namespace Throughline.Workbench.Vault;

/// <summary>
/// The keys of an opened vault. Passphrase to wrapping key: Argon2id (RFC 9106). Entries: AES-256-GCM, bound to the study. Seals:
/// ECDH on P-256 with a key used once, HKDF-SHA256, AES-256-GCM.
/// </summary>
internal sealed class VaultKeys : IDisposable
{
    private const int NonceLength = 12, TagLength = 16, KeyLength = 32;

    /// <summary>RFC 9106, 4: the second recommended choice, for machines without gigabytes to spare.</summary>
    private const int MemoryKiB = 65_536, Passes = 3, Lanes = 4;

    private readonly Guid study;
    private readonly byte[] entryKey;
    private readonly byte[] sealKey;

    private VaultKeys(Guid study, byte[] entryKey, byte[] sealKey) => (this.study, this.entryKey, this.sealKey) = (study, entryKey, sealKey);

    /// <summary>New keys, and the empty vault that holds them.</summary>
    public static (VaultKeys Keys, VaultFile File) Make(Guid study, string passphrase)
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var keys = new VaultKeys(study, RandomNumberGenerator.GetBytes(KeyLength), pair.ExportPkcs8PrivateKey());
        return (keys, keys.Under(passphrase, new() { Salt = [], MemoryKiB = MemoryKiB, Passes = Passes, Lanes = Lanes, Keys = [], SealKey = pair.ExportSubjectPublicKeyInfo() }));
    }

    /// <summary>The same vault under a passphrase, with a salt of its own.</summary>
    public VaultFile Under(string passphrase, VaultFile file)
    {
        var under = file with { Salt = RandomNumberGenerator.GetBytes(16), MemoryKiB = MemoryKiB, Passes = Passes, Lanes = Lanes };
        var wrap = Derive(passphrase, under);
        byte[] both = [.. entryKey, .. sealKey];
        var wrapped = Encrypt(wrap, both, Context("keys"));
        CryptographicOperations.ZeroMemory(wrap);
        CryptographicOperations.ZeroMemory(both);
        return under with { Keys = wrapped };
    }

    /// <summary>Null where the passphrase is another one.</summary>
    public static VaultKeys? Open(Guid study, string passphrase, VaultFile file)
    {
        var wrap = Derive(passphrase, file);
        try
        {
            var both = Decrypt(wrap, file.Keys, Encoding.UTF8.GetBytes($"{study:N}/keys"));
            return new(study, both[..KeyLength], both[KeyLength..]);
        }
        catch (CryptographicException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrap);
        }
    }

    public byte[] Lock(VaultEntry entry) => Encrypt(entryKey, JsonSerializer.SerializeToUtf8Bytes(entry, VaultJson.Default.VaultEntry), Context("entry"));

    public VaultEntry Unlock(byte[] entry) => Read(Decrypt(entryKey, entry, Context("entry")));

    public static byte[] Seal(Guid study, byte[] to, VaultEntry entry)
    {
        using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDiffieHellman.Create();
        other.ImportSubjectPublicKeyInfo(to, out _);
        var own = once.ExportSubjectPublicKeyInfo();
        var sealedBytes = Encrypt(Shared(once, other.PublicKey, own), JsonSerializer.SerializeToUtf8Bytes(entry, VaultJson.Default.VaultEntry), Encoding.UTF8.GetBytes($"{study:N}/seal"));
        return [(byte)own.Length, .. own, .. sealedBytes];
    }

    public VaultEntry Unseal(byte[] dropped)
    {
        var own = dropped.AsSpan(1, dropped[0]).ToArray();
        using var pair = ECDiffieHellman.Create();
        pair.ImportPkcs8PrivateKey(sealKey, out _);
        using var once = ECDiffieHellman.Create();
        once.ImportSubjectPublicKeyInfo(own, out _);
        return Read(Decrypt(Shared(pair, once.PublicKey, own), dropped[(1 + dropped[0])..], Context("seal")));
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(entryKey);
        CryptographicOperations.ZeroMemory(sealKey);
    }

    private static VaultEntry Read(byte[] plain) => JsonSerializer.Deserialize(plain, VaultJson.Default.VaultEntry)!;

    private static byte[] Shared(ECDiffieHellman own, ECDiffieHellmanPublicKey other, byte[] once) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(other), KeyLength, once, "throughline vault seal"u8.ToArray());

    private byte[] Context(string of) => Encoding.UTF8.GetBytes($"{study:N}/{of}");

    private static byte[] Derive(string passphrase, VaultFile file)
    {
        using var argon = new Argon2id(Encoding.UTF8.GetBytes(passphrase.Normalize(NormalizationForm.FormKC)))
        {
            Salt = file.Salt, MemorySize = Math.Clamp(file.MemoryKiB, 8_192, 1_048_576), Iterations = Math.Clamp(file.Passes, 1, 20), DegreeOfParallelism = Math.Clamp(file.Lanes, 1, 16),
        };
        return argon.GetBytes(KeyLength);
    }

    private static byte[] Encrypt(byte[] key, byte[] plain, byte[] context)
    {
        var box = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(box.AsSpan(0, NonceLength), plain, box.AsSpan(NonceLength + TagLength), box.AsSpan(NonceLength, TagLength), context);
        return box;
    }

    private static byte[] Decrypt(byte[] key, byte[] box, byte[] context)
    {
        if (box.Length < NonceLength + TagLength) throw new CryptographicException("The box is too short.");
        var plain = new byte[box.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(box.AsSpan(0, NonceLength), box.AsSpan(NonceLength + TagLength), box.AsSpan(NonceLength, TagLength), plain, context);
        return plain;
    }
}
