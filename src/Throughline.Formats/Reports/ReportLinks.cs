using System.Text.RegularExpressions;

namespace Throughline.Formats.Reports;

/// <summary>Where the links of a report may lead.</summary>
internal static partial class ReportLinks
{
    /// <summary>An address on the web or of a person; null for anything else.</summary>
    public static Uri? Outward(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "mailto" ? address : null;

    /// <summary>The bookmark that a link leads to; null where it leads elsewhere.</summary>
    public static string? Inward(string? link) => link?.StartsWith('#') == true ? Bookmark(link[1..]) : null;

    /// <summary>A name as both Word and HTML take it; null where it is none.</summary>
    public static string? Bookmark(string? name) => name is not null && Name().IsMatch(name) ? name : null;

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]{0,39}\z")]
    private static partial Regex Name();
}
