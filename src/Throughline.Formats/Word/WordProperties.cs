namespace Throughline.Formats.Word;

/// <summary>What the properties of a paragraph, run or row say about its text.</summary>
internal static class WordProperties
{
    /// <summary>Properties as they were before a tracked change.</summary>
    private static readonly HashSet<string> Former = ["pPrChange", "rPrChange", "trPrChange", "sectPrChange", "numberingChange"];

    /// <param name="Style">Its style.</param>
    /// <param name="List">Its own numbering; 0 for none.</param>
    /// <param name="Level">Its level in the list, from 0.</param>
    /// <param name="BreaksBefore">A page begins with it.</param>
    /// <param name="MarkIsDeleted">Its end was deleted under tracked changes, so that it runs on into the next.</param>
    /// <param name="PageAfter">A section ends with it, and the next begins on a new page.</param>
    internal readonly record struct OfParagraph(
        string? Style, int? List, int? Level, bool BreaksBefore, bool MarkIsDeleted, bool PageAfter);

    /// <summary>Reads <c>w:pPr</c>.</summary>
    public static OfParagraph Paragraph(HardenedXml xml)
    {
        var found = default(OfParagraph);
        foreach (var reader in xml.Within())
            if (Former.Contains(reader.LocalName))
                xml.PassOver();
            else
                found = reader.LocalName switch
                {
                    "pStyle" => found with { Style = reader.Own("val") },
                    "numId" => found with { List = reader.OwnNumber("val") },
                    "ilvl" => found with { Level = reader.OwnNumber("val") },
                    "pageBreakBefore" => found with { BreaksBefore = reader.IsOn() },
                    "del" or "moveFrom" => found with { MarkIsDeleted = true },
                    "sectPr" => found with { PageAfter = true },
                    "type" when reader.Own("val") == "continuous" => found with { PageAfter = false },
                    _ => found,
                };
        return found;
    }

    /// <summary>Reads <c>w:rPr</c>: whether the run is hidden.</summary>
    public static bool IsHidden(HardenedXml xml)
    {
        var hidden = false;
        foreach (var reader in xml.Within())
            if (Former.Contains(reader.LocalName))
                xml.PassOver();
            else if (reader.LocalName == "vanish")
                hidden = reader.IsOn();
        return hidden;
    }

    /// <summary>Reads <c>w:trPr</c>: whether the row was deleted under tracked changes.</summary>
    public static bool IsDeleted(HardenedXml xml)
    {
        var deleted = false;
        foreach (var reader in xml.Within())
            if (Former.Contains(reader.LocalName))
                xml.PassOver();
            else
                deleted |= reader.LocalName == "del";
        return deleted;
    }
}
