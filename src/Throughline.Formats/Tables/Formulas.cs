using System.Text.RegularExpressions;

namespace Throughline.Formats.Tables;

/// <summary>
/// Text that a spreadsheet would run as a formula when it opens a CSV file (OWASP, "CSV injection"): it begins with one of
/// = + - @, a tab or a carriage return. An apostrophe before it makes it text; plain numbers need none.
/// </summary>
internal static partial class Formulas
{
    /// <summary>Whether a spreadsheet would take the text for a formula.</summary>
    public static bool Looks(ReadOnlySpan<char> text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !Number().IsMatch(text);

    /// <summary>
    /// The text with an apostrophe before it if it looks like a formula, or like one with apostrophes already, so that
    /// <see cref="Unescape"/> gives back exactly what was written.
    /// </summary>
    public static string Escape(string text) => Looks(text) || IsEscaped(text) ? "'" + text : text;

    /// <summary>Takes back what <see cref="Escape"/> did.</summary>
    public static string Unescape(string text) => IsEscaped(text) ? text[1..] : text;

    private static bool IsEscaped(string text) => text.StartsWith('\'') && Looks(text.AsSpan().TrimStart('\''));

    [GeneratedRegex(@"^[+-]?\d{1,15}([.,]\d{1,15})?([eE][+-]?\d{1,3})?\z")]
    private static partial Regex Number();
}
