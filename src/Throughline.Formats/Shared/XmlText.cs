namespace Throughline.Formats;

/// <summary>Text that goes into XML.</summary>
internal static class XmlText
{
    /// <summary>The text, with U+FFFD for the characters that XML 1.0 cannot hold (section 2.2).</summary>
    public static string Storable(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (!IsStorable(text, ref i))
                return Replaced(text);
        return text;
    }

    private static bool IsStorable(string text, ref int i)
    {
        if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        {
            i++;
            return true;
        }
        return text[i] is '\t' or '\n' or '\r' or (>= ' ' and < '\uD800') or (> '\uDFFF' and <= '\uFFFD');
    }

    private static string Replaced(string text)
    {
        var units = text.ToCharArray();
        for (var i = 0; i < units.Length; i++)
        {
            var at = i;
            if (!IsStorable(text, ref i))
                units[at] = '\uFFFD';
        }
        return new string(units);
    }
}
