using System.Globalization;

namespace Throughline.App.Shell;

/// <summary>Times as people say them: today 14:32, yesterday 16:40, Monday 09:10, 12 November, 3 March 2025.</summary>
public static class When
{
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static string Told(DateTimeOffset at) => Told(at, DateTimeOffset.Now);

    public static string Told(DateTimeOffset at, DateTimeOffset now)
    {
        var local = at.ToOffset(now.Offset);
        var days = (now.Date - local.Date).Days;
        var day = days switch
        {
            0 => "today",
            1 => "yesterday",
            > 1 and < 7 => local.ToString("dddd", English),
            _ => local.ToString(local.Year == now.Year ? "d MMMM" : "d MMMM yyyy", English),
        };
        return days is >= 0 and < 7 ? $"{day} {local:HH:mm}" : day;
    }
}
