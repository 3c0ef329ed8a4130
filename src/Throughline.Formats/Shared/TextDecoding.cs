using System.Buffers.Binary;
using System.Text;

namespace Throughline.Formats;

/// <summary>Text as it is kept, and how it was come by.</summary>
/// <param name="Text">No byte order mark, line ends are LF, no U+0000, no lone surrogate; otherwise as it stood.</param>
/// <param name="Encoding">The encoding that it was read as: "UTF-8", "UTF-16 LE", "Windows-1250".</param>
/// <param name="Warnings">What was not certain or had to be changed.</param>
public sealed record DecodedText(string Text, string Encoding, IReadOnlyList<ReadWarning> Warnings);

/// <summary>Turns the bytes of a text file into the text that is kept, once and for all positions.</summary>
public static class TextDecoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>
    /// Decodes a text file. A byte order mark decides and is dropped; without one, UTF-8 if the bytes are valid as such, UTF-16
    /// if every other byte is zero, else the likeliest of Windows-1252, 1250 and 1251.
    /// </summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <exception cref="UnreadableFileException">The file is too large, or it is not text.</exception>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes, ReadLimits limits)
    {
        if (bytes.Length > limits.FileBytes)
            throw Refusal.FileTooLarge(bytes.Length, limits);
        var warnings = new List<ReadWarning>();
        var (raw, encoding) = Raw(bytes, warnings);
        RefuseBinary(raw);
        var cleaning = new TextCleaning(raw);
        cleaning.Warn(warnings);
        return new DecodedText(cleaning.Text, encoding, warnings);
    }

    /// <summary>
    /// The same cleaning for text that came out of a parser (XML, HTML, PDF): CRLF and CR become LF, U+0000 is dropped, lone
    /// surrogates become U+FFFD.
    /// </summary>
    /// <param name="text">The text. Returned as it is where there is nothing to clean.</param>
    public static string Clean(string text) => new TextCleaning(text).Text;

    /// <summary>Whether bytes without a byte order mark look like something else than text: a picture, a zip, a program.</summary>
    /// <param name="bytes">The file, or its beginning.</param>
    public static bool LooksBinary(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, 64 << 10)];
        return Mark(sample).Length == 0 && Utf16WithoutMark(sample) is null && IsBinary(Encoding.Latin1.GetString(sample));
    }

    /// <summary>The characters of a text file before and after they are cleaned, without a byte order mark, for positions that count the former. Valid UTF-8 is text, whatever is in it.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <exception cref="UnreadableFileException">The file is too large, or it is not text.</exception>
    internal static (string Raw, string Clean, bool HasMark, IReadOnlyList<ReadWarning> Warnings) Uncleaned(ReadOnlySpan<byte> bytes, ReadLimits limits)
    {
        if (bytes.Length > limits.FileBytes)
            throw Refusal.FileTooLarge(bytes.Length, limits);
        var warnings = new List<ReadWarning>();
        var (raw, _) = Raw(bytes, warnings);
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
            RefuseBinary(raw);
        var cleaning = new TextCleaning(raw);
        cleaning.Warn(warnings);
        return (raw, cleaning.Text, Mark(bytes).Length > 0, warnings);
    }

    private static (string Raw, string Encoding) Raw(ReadOnlySpan<byte> bytes, List<ReadWarning> warnings)
    {
        var (name, length) = Mark(bytes);
        name = length == 0 ? Utf16WithoutMark(bytes) ?? name : name;
        var body = bytes[length..];
        return name switch
        {
            "UTF-16 LE" or "UTF-16 BE" => (Utf16(body, name == "UTF-16 BE", warnings), name),
            "UTF-32 LE" or "UTF-32 BE" => (new UTF32Encoding(name == "UTF-32 BE", false).GetString(body), name),
            _ => Utf8OrCodePage(body, length > 0, warnings),
        };
    }

    private static (string Name, int Length) Mark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => ("UTF-8", 3),
        [0xFF, 0xFE, 0, 0, ..] when bytes.Length % 4 == 0 => ("UTF-32 LE", 4),
        [0, 0, 0xFE, 0xFF, ..] => ("UTF-32 BE", 4),
        [0xFF, 0xFE, ..] => ("UTF-16 LE", 2),
        [0xFE, 0xFF, ..] => ("UTF-16 BE", 2),
        _ => ("UTF-8", 0),
    };

    private static string? Utf16WithoutMark(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, 4096)];
        var pairs = sample.Length / 2;
        if (pairs < 4)
            return null;
        int even = 0, odd = 0;
        for (var i = 0; i < pairs * 2; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }

        return odd * 10 >= pairs * 4 && even * 20 <= pairs ? "UTF-16 LE"
            : even * 10 >= pairs * 4 && odd * 20 <= pairs ? "UTF-16 BE"
            : null;
    }

    private static string Utf16(ReadOnlySpan<byte> body, bool bigEndian, List<ReadWarning> warnings)
    {
        if (body.Length % 2 != 0)
            warnings.Add(CutOff());
        var units = new char[body.Length / 2];
        for (var i = 0; i < units.Length; i++)
        {
            var pair = body[(i * 2)..];
            units[i] = (char)(bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(pair) : BinaryPrimitives.ReadUInt16LittleEndian(pair));
        }

        return new string(units);
    }

    private static (string Raw, string Encoding) Utf8OrCodePage(
        ReadOnlySpan<byte> body, bool marked, List<ReadWarning> warnings)
    {
        if (System.Text.Unicode.Utf8.IsValid(body))
            return (StrictUtf8.GetString(body), "UTF-8");
        var (good, bad, whole) = Weigh(body);
        if (bad == 0)
        {
            warnings.Add(CutOff());
            return (StrictUtf8.GetString(body[..whole]), "UTF-8");
        }

        if (!marked && bad * 4 > good)
            return CodePage(body, warnings);
        var text = Encoding.UTF8.GetString(body);
        warnings.Add(new ReadWarning(
            Line(text, text.IndexOf('\uFFFD')),
            $"{Refusal.Count(bad)} {(bad == 1 ? "byte is" : "bytes are")} damaged and stand as \uFFFD. "
            + "Correct the words there, or import the file again from where it was made."));
        return (text, "UTF-8");
    }

    /// <summary>How many characters above ASCII are valid UTF-8, how many bytes are not, and where an unfinished last one begins.</summary>
    private static (long Good, long Bad, int Whole) Weigh(ReadOnlySpan<byte> body)
    {
        long good = 0, bad = 0;
        for (var at = 0; at < body.Length;)
        {
            if (body[at] < 0x80)
            {
                at++;
                continue;
            }

            var status = Rune.DecodeFromUtf8(body[at..], out _, out var used);
            if (status == System.Buffers.OperationStatus.Done)
                good++;
            else if (status == System.Buffers.OperationStatus.NeedMoreData && (good > 0 || body.Length - at > 1))
                return (good, bad, at);
            else
                bad++;
            at += used;
        }

        return (good, bad, body.Length);
    }

    private static (string Raw, string Encoding) CodePage(ReadOnlySpan<byte> body, List<ReadWarning> warnings)
    {
        var encoding = CodePageGuess.Of(body);
        var text = encoding.GetString(body);
        var name = $"Windows-{encoding.CodePage}";
        warnings.Add(new ReadWarning("the file", $"Read as {name}: {WouldHaveBroken(text)} would have broken otherwise."));
        return (text, name);
    }

    private static string WouldHaveBroken(string text)
    {
        var quotes = text.Count(c => c is '‘' or '’' or '“' or '”' or '„' or '‚');
        var letters = text.Where(c => c > 127 && char.IsLetter(c)).ToList();
        var others = text.Count(c => c > 127) - quotes - letters.Count;
        var shown = string.Join(", ", letters.Distinct().Take(3));
        var parts = new List<string>();
        if (quotes > 0)
            parts.Add($"{Refusal.Count(quotes)} curly {(quotes == 1 ? "quote" : "quotes")}");
        if (letters.Count > 0)
            parts.Add($"{Refusal.Count(letters.Count)} {(letters.Count == 1 ? "letter" : "letters")} ({shown})");
        if (others > 0)
            parts.Add($"{Refusal.Count(others)} {(others == 1 ? "sign" : "signs")}");
        return string.Join(" and ", parts);
    }

    private static void RefuseBinary(string raw)
    {
        if (IsBinary(raw.AsSpan(0, Math.Min(raw.Length, 64 << 10))))
        {
            throw new UnreadableFileException(
                "the file",
                "This is not a text file, whatever its name says. Nothing was kept.",
                "Look whether the right file was chosen, or export it again where it was made.");
        }
    }

    private static bool IsBinary(ReadOnlySpan<char> sample)
    {
        int controls = 0, zeros = 0;
        foreach (var c in sample)
        {
            if (c == '\0')
                zeros++;
            else if (c < ' ' && c is not ('\t' or '\n' or '\r' or '\f' or '\v' or '\b' or '\u001A' or '\u001B'))
                controls++;
        }

        return (controls >= 3 && controls * 50 > sample.Length) || (zeros >= 16 && zeros * 10 > sample.Length);
    }

    private static ReadWarning CutOff() => new(
        "the end of the file",
        "Cut off in the middle of a character; all before it was kept. Export the file again if words are missing.");

    private static string Line(string text, int at) =>
        $"line {Refusal.Count(1 + text.AsSpan(0, Math.Max(0, at)).Count('\n'))}";
}
