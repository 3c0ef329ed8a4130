namespace Throughline.Formats.Rtf;

/// <summary>Fonts whose characters are signs, not letters.</summary>
internal static class RtfFonts
{
    /// <summary>The value of <c>\fcharset</c> for a sign font.</summary>
    public const int SymbolCharset = 2;

    /// <summary>Stands for "a sign font" where others have a code page (it is Windows' own number for it).</summary>
    public const int Symbol = 42;

    /// <summary>The signs as characters; those that mean nothing outside their font become bullets.</summary>
    public static string Symbols(ReadOnlySpan<byte> bytes) =>
        string.Create(bytes.Length, bytes, static (into, from) =>
        {
            for (var i = 0; i < into.Length; i++)
                into[i] = from[i] == ' ' ? ' ' : SignFonts.Character((char)(0xF000 | from[i])) ?? '\u2022';
        });
}
