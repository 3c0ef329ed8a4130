using System.Globalization;
using System.Xml;

namespace Throughline.Formats.RefiQda;

/// <summary>Values of variables as XML Schema writes them.</summary>
internal static class RefiValueText
{
    /// <summary>The value in a form that the schema takes for its type; null where it is not of that type.</summary>
    public static string? Of(RefiVariableType type, string text)
    {
        var value = text.Trim();
        return type switch
        {
            RefiVariableType.Boolean => value is "true" or "false" or "1" or "0" ? value : null,
            RefiVariableType.Integer => IsInteger(value) ? value : null,
            RefiVariableType.Float => Decimal(value),
            RefiVariableType.Date => Is(value, v => XmlConvert.ToDateTimeOffset(v, ["yyyy-MM-dd", "yyyy-MM-ddzzz", "yyyy-MM-ddZ"])) ? value : null,
            RefiVariableType.DateTime => value.Contains('T') && Is(value, v => XmlConvert.ToDateTimeOffset(v)) ? value : null,
            _ => XmlText.Storable(text),
        };
    }

    private static bool IsInteger(string value)
    {
        var digits = value.AsSpan(value.StartsWith('-') || value.StartsWith('+') ? 1 : 0);
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');
    }

    private static string? Decimal(string value)
    {
        var plain = value.AsSpan(value.StartsWith('-') || value.StartsWith('+') ? 1 : 0);
        var digits = plain.Length - plain.Count('.');
        if (digits > 0 && plain.Count('.') <= 1 && plain.IndexOfAnyExcept("0123456789.") < 0)
            return value;
        return decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static bool Is(string value, Func<string, DateTimeOffset> parse)
    {
        try
        {
            return parse(value) != default;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
