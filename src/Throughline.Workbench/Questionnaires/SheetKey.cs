using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Throughline.Workbench.Questionnaires;

/// <summary>
/// The key of a respondent's private link. It is never kept: the sheet is found by its hash, and what is saved and not yet sent is
/// sealed with it, so that nobody reads it who does not have the link.
/// </summary>
public sealed class SheetKey
{
    private const int NonceLength = 12, TagLength = 16;
    private readonly byte[] secret;

    private SheetKey(string text) => (Text, secret) = (text, SHA256.HashData(Encoding.ASCII.GetBytes($"throughline-sheet-{text}")));

    public string Text { get; }

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Text)));

    public static SheetKey New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));

    /// <summary>Null where it cannot be one of ours: cut short, mistyped, made up.</summary>
    public static SheetKey? Read(string? text) => text is { Length: 32 } && text.All(char.IsAsciiHexDigitLower) ? new(text) : null;

    public string Seal(GivenAnswers answers)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(answers.ByQuestion, Form.Json);
        var shut = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(shut.AsSpan(0, NonceLength));
        using var aes = new AesGcm(secret, TagLength);
        aes.Encrypt(shut.AsSpan(0, NonceLength), plain, shut.AsSpan(NonceLength, plain.Length), shut.AsSpan(NonceLength + plain.Length));
        return Convert.ToBase64String(shut);
    }

    public GivenAnswers Open(string kept)
    {
        if (kept.Length == 0) return GivenAnswers.None;
        var bytes = Convert.FromBase64String(kept);
        var plain = new byte[bytes.Length - NonceLength - TagLength];
        using var aes = new AesGcm(secret, TagLength);
        aes.Decrypt(bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength, plain.Length), bytes.AsSpan(NonceLength + plain.Length), plain);
        return new(JsonSerializer.Deserialize<Dictionary<Guid, IReadOnlyList<string>>>(plain, Form.Json)!);
    }
}
