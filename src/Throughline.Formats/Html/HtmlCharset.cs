using System.Text;
using System.Text.RegularExpressions;

namespace Throughline.Formats.Html;

/// <summary>
/// The text of an HTML file: by its byte order mark, else by the <c>meta</c> that declares an encoding near its beginning,
/// else as any text file.
/// </summary>
internal static partial class HtmlCharset
{
    private const int Prescan = 4096;

    public static DecodedText Decode(ReadOnlySpan<byte> bytes, ReadLimits limits)
    {
        if (bytes.Length > limits.FileBytes)
            throw Refusal.FileTooLarge(bytes.Length, limits);
        var declared = HasMark(bytes) || System.Text.Unicode.Utf8.IsValid(bytes) ? null : Declared(bytes);
        if (declared is null)
            return TextDecoding.Decode(bytes, limits);
        return new DecodedText(TextDecoding.Clean(declared.GetString(bytes)), declared.WebName, []);
    }

    private static bool HasMark(ReadOnlySpan<byte> bytes) => bytes is [0xEF, 0xBB, 0xBF, ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    /// <summary>A declared single-byte or East Asian encoding. A declared UTF-8 that is not valid is left to the guess.</summary>
    private static Encoding? Declared(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Prescan)]);
        if (Charset().Match(head) is not { Success: true } match)
            return null;
        var name = match.Groups[1].Value.ToLowerInvariant();
        if (name is "iso-8859-1" or "latin1" or "us-ascii" or "ascii")
            name = "windows-1252";
        return CodePagesEncodingProvider.Instance.GetEncoding(name);
    }

    [GeneratedRegex("<meta[^>]{0,200}?charset\\s*=\\s*[\"']?([A-Za-z0-9_:.-]{2,40})", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Charset();
}
