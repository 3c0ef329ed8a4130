using System.Globalization;
using System.Text;

namespace Throughline.Formats;

/// <summary>The number of a list item as it is printed: 3, c, C, iii, III.</summary>
internal static class ListNumber
{
    private const int MostRoman = 3999;

    private static readonly (int Value, string Sign)[] Roman =
    [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
        (5, "V"), (4, "IV"), (1, "I"),
    ];

    /// <summary>Formats a number.</summary>
    /// <param name="number">From 1; zero and less are written as digits.</param>
    /// <param name="kind">One of "1", "a", "A", "i", "I", as HTML and OpenDocument name them; others are digits.</param>
    public static string Format(int number, string kind) => kind switch
    {
        "a" when number > 0 => Letters(number).ToLowerInvariant(),
        "A" when number > 0 => Letters(number),
        "i" when number is > 0 and <= MostRoman => InRoman(number).ToLowerInvariant(),
        "I" when number is > 0 and <= MostRoman => InRoman(number),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A to Z, then AA, BB, as word processors count.</summary>
    private static string Letters(int number) =>
        new((char)('A' + ((number - 1) % 26)), Math.Min(((number - 1) / 26) + 1, 20));

    private static string InRoman(int number)
    {
        var signs = new StringBuilder();
        foreach (var (value, sign) in Roman)
            for (; number >= value; number -= value)
                signs.Append(sign);
        return signs.ToString();
    }
}
