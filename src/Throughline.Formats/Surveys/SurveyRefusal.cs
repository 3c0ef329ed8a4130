namespace Throughline.Formats.Surveys;

/// <summary>Files that are no answers, and what to do about each.</summary>
internal static class SurveyRefusal
{
    private const string SaveAsSav = "Open it in SPSS or PSPP, save it as .sav, and import that.";

    public static void RefuseForeign(ReadOnlySpan<byte> bytes, string ending)
    {
        if (bytes.TrimStart(" \t\r\n"u8).IsEmpty)
            throw new UnreadableFileException(
                "the file", "There is nothing in it, not even a heading.", "Look whether the survey has answers yet, and export it again.");
        if (IsPortable(bytes, ending))
            throw new UnreadableFileException(
                "the file", "It is an SPSS portable file (.por), which is not read.", SaveAsSav);
        if (PackedFile.Looks(bytes))
            return;
        if (ForeignFile.Refuse(bytes, ending) is { } refusal)
            throw refusal;
        var start = (bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes).TrimStart(" \t\r\n"u8);
        if (start.StartsWith("%PDF-"u8))
            throw Other("a PDF");
        if (start.StartsWith("<"u8))
            throw Other("a web page or XML, perhaps the page that asked for a password");
        if (start.StartsWith("{\""u8) || start.StartsWith("[{"u8) || start.StartsWith("{\n"u8) || start.StartsWith("{\r"u8))
            throw Other("JSON");
    }

    private static UnreadableFileException Other(string what) => new(
        "the file", $"It is {what}, not a table of answers.", "Export the answers as CSV or XLSX and import that.");

    /// <summary>Portable files begin with 200 bytes in several alphabets and then name themselves.</summary>
    private static bool IsPortable(ReadOnlySpan<byte> bytes, string ending)
    {
        var head = bytes[..Math.Min(bytes.Length, 520)];
        return head.IndexOf("SPSSPORT"u8) >= 0 || head.IndexOf("ASCII SPSS PORT"u8) >= 0 || ending == ".por";
    }
}
