using System.Globalization;
using System.Text;

namespace Throughline.Formats.Tables;

/// <summary>Turns the cells of a sheet into text as a person sees it.</summary>
internal static class XlsxCells
{
    /// <summary>The column of a reference such as "AB12", from 0; -1 where it is none.</summary>
    public static int Column(string? reference)
    {
        var column = 0;
        var letters = 0;
        foreach (var c in reference ?? "")
        {
            if (!char.IsAsciiLetter(c))
                break;
            if (++letters > 4)
                return int.MaxValue;
            column = (column * 26) + (char.ToUpperInvariant(c) - 'A' + 1);
        }
        return column - 1;
    }

    /// <summary>A number without the noise of binary fractions, to the fifteen digits that Excel shows.</summary>
    public static string Number(string value)
    {
        if (!double.TryParse(value, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return value;
        var digits = number.ToString("G15", CultureInfo.InvariantCulture);
        return decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToString("0.############################", CultureInfo.InvariantCulture)
            : digits;
    }

    /// <summary>A day as 2025-03-04, with its time where it has one; a time alone as 14:30:00.</summary>
    /// <param name="value">Days since the beginning of 1900 (or 1904), and a fraction for the time.</param>
    /// <param name="from1904">Whether the days are counted from 1904.</param>
    public static string Date(string value, bool from1904)
    {
        if (!double.TryParse(value, CultureInfo.InvariantCulture, out var days) || days is < 0 or > 2_958_465)
            return Number(value);
        // Excel counts a 29 February 1900, which there was not; before it the days are one off.
        var start = from1904 ? new DateTime(1904, 1, 1) : days < 60 ? new DateTime(1899, 12, 31) : new DateTime(1899, 12, 30);
        var at = start.AddSeconds(Math.Round(days * 86_400));
        return days < 1 ? at.ToString("HH:mm:ss", CultureInfo.InvariantCulture)
            : at.TimeOfDay == TimeSpan.Zero ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>Takes back Excel's <c>_x000D_</c> for characters that XML does not hold (ECMA-376 part 1, 22.9.2.19).</summary>
    public static string Unescaped(string words)
    {
        if (!words.Contains("_x", StringComparison.Ordinal))
            return TextDecoding.Clean(words);
        var text = new StringBuilder(words.Length);
        for (var i = 0; i < words.Length; i++)
            if (words[i] == '_' && i + 6 < words.Length && words[i + 1] == 'x' && words[i + 6] == '_'
                && ushort.TryParse(words.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                text.Append((char)unit);
                i += 6;
            }
            else
                text.Append(words[i]);
        return TextDecoding.Clean(text.ToString());
    }
}
