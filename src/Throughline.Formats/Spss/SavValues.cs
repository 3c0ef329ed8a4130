using System.Globalization;

namespace Throughline.Formats.Spss;

/// <summary>Values of an SPSS file as text: numbers as they are, dates by ISO 8601, words without the blanks at their end.</summary>
internal static class SavValues
{
    private static readonly DateTime Epoch = new(1582, 10, 14, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Formats of days, of moments, and of lengths of time (PSPP developers' guide, "Format Types").</summary>
    private static readonly int[] Days = [20, 23, 24, 28, 29, 30, 38, 39], Moments = [22, 41], Times = [21, 25, 40];

    public static bool IsTime(int format) => Days.Contains(format) || Moments.Contains(format) || Times.Contains(format);

    public static string Text(SavDictionary dictionary, SavVariable variable, ReadOnlySpan<byte> elements)
    {
        if (!variable.IsText) return Number(dictionary, variable, dictionary.Number(elements[..8]));
        if (variable.Segments == 1) return dictionary.Words(elements[..variable.Width]);
        var whole = new byte[variable.Segments * 255];
        for (var i = 0; i < variable.Segments; i++)
        {
            var from = i * 256;
            elements.Slice(from, Math.Min(255, elements.Length - from)).CopyTo(whole.AsSpan(i * 255));
        }
        return dictionary.Words(whole.AsSpan(0, Math.Min(whole.Length, variable.WholeWidth)));
    }

    public static string Number(SavDictionary dictionary, SavVariable variable, double number)
    {
        if (number.Equals(dictionary.SystemMissing) || !double.IsFinite(number)) return "";
        if (Times.Contains(variable.Format)) return Time(number);
        if (Days.Contains(variable.Format) || Moments.Contains(variable.Format))
            return Moment(number) is not { } moment ? Plain(number)
                : moment.ToString(Days.Contains(variable.Format) ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        return Plain(number);
    }

    public static string Plain(double number) =>
        number == Math.Floor(number) && Math.Abs(number) < 1e15 ? ((long)number).ToString(CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);

    private static DateTime? Moment(double seconds) => Math.Abs(seconds) < 3e11 && seconds > -5e10 ? Epoch.AddSeconds(Math.Round(seconds)) : null;

    private static string Time(double seconds)
    {
        if (Math.Abs(seconds) > 1e12) return Plain(seconds);
        var whole = (long)Math.Round(Math.Abs(seconds));
        return string.Create(CultureInfo.InvariantCulture, $"{(seconds < 0 ? "-" : "")}{whole / 3600:00}:{whole / 60 % 60:00}:{whole % 60:00}");
    }
}
