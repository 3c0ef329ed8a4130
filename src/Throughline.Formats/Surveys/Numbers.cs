using System.Globalization;
using System.Text.RegularExpressions;

namespace Throughline.Formats.Surveys;

/// <summary>Numbers as they stand in answers.</summary>
public static partial class Numbers
{
    /// <summary>A number with a decimal point or a decimal comma, and nothing beside it; null where the text is none.</summary>
    /// <param name="text">The text of a cell: "1.54", "1,54", "-3". Separators of thousands are not taken.</param>
    public static double? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= 40 && Plain().IsMatch(text)
            && double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : null;
    }

    /// <summary>Whether the text is a whole number of at most nine digits.</summary>
    internal static bool IsWhole(string text) => Whole().IsMatch(text);

    [GeneratedRegex(@"^\s*[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?\s*\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^\s*[+-]?\d{1,9}\s*\z")]
    private static partial Regex Whole();
}
