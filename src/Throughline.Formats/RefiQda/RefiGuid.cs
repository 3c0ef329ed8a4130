using System.Security.Cryptography;
using System.Text;

namespace Throughline.Formats.RefiQda;

/// <summary>
/// An id of the standard (clause 3.7), kept as it was written. Upper and lower case and braces make no difference to what is equal.
/// </summary>
/// <remarks>
/// Some tools write ids that are no GUIDs. Such an id has the value that is computed from its text, always the same, so that what
/// refers to it still finds it.
/// </remarks>
public readonly struct RefiGuid : IEquatable<RefiGuid>
{
    private readonly string? verbatim;
    private readonly bool isForeign;

    /// <summary>An id of our own.</summary>
    /// <param name="value">The GUID.</param>
    public RefiGuid(Guid value) => Value = value;

    /// <summary>An id as a file has it.</summary>
    /// <param name="text">The text, with or without braces, in either case.</param>
    public RefiGuid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        isForeign = !Guid.TryParseExact(trimmed, "D", out var value) && !Guid.TryParseExact(trimmed, "B", out value);
        Value = isForeign ? Computed(trimmed) : value;
        verbatim = !isForeign && IsAsWritten(value, text) ? null : text;
    }

    private static bool IsAsWritten(Guid value, string text)
    {
        Span<char> written = stackalloc char[36];
        return value.TryFormat(written, out _, "D") && text.AsSpan().SequenceEqual(written);
    }

    /// <summary>What is compared.</summary>
    public Guid Value { get; }

    /// <summary>As it was written.</summary>
    public string Text => verbatim ?? Value.ToString("D");

    /// <summary>Whether the text has the form that the schemas ask for (simple type GUIDType).</summary>
    public bool IsWellFormed => !isForeign;

    /// <summary>As it can be written into a file that is valid by the schemas: the text, or the value where the text is no GUID.</summary>
    public string Valid => isForeign ? Value.ToString("D") : Text.Trim();

    /// <inheritdoc />
    public bool Equals(RefiGuid other) => Value == other.Value;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is RefiGuid other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The text as it was written.</summary>
    public override string ToString() => Text;

    /// <summary>Whether both have the same value.</summary>
    public static bool operator ==(RefiGuid left, RefiGuid right) => left.Equals(right);

    /// <summary>Whether the values differ.</summary>
    public static bool operator !=(RefiGuid left, RefiGuid right) => !left.Equals(right);

    private static Guid Computed(string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToUpperInvariant()));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
