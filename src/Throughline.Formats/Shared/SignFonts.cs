namespace Throughline.Formats;

/// <summary>
/// Signs that word processors take from Symbol and Wingdings, written as U+F0xx. Only those that autocorrection puts into
/// ordinary documents are known; the rest mean nothing outside their font.
/// </summary>
internal static class SignFonts
{
    /// <summary>The sign as a character of its own; null where it is unknown.</summary>
    public static char? Character(char sign) => sign switch
    {
        < '\uE000' or > '\uF8FF' => sign,
        '\uF0B7' or '\uF0A7' or '\uF09F' => '\u2022',
        '\uF0E0' or '\uF0AE' => '\u2192',
        '\uF0DF' or '\uF0AC' => '\u2190',
        '\uF0F3' or '\uF0AB' => '\u2194',
        '\uF04A' => '\u263A',
        '\uF04B' => '\u263B',
        '\uF04C' => '\u2639',
        '\uF0FC' => '\u2713',
        '\uF0FB' => '\u2717',
        '\uF0FE' => '\u2611',
        '\uF0FD' => '\u2612',
        '\uF0A8' or '\uF06F' => '\u2610',
        '\uF02D' => '\u2212',
        '\uF0B3' => '\u2265',
        '\uF0A3' => '\u2264',
        '\uF0B9' => '\u2260',
        '\uF0B1' => '\u00B1',
        '\uF0B4' => '\u00D7',
        _ => null,
    };
}
