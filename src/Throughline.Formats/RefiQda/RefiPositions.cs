namespace Throughline.Formats.RefiQda;

/// <summary>What one position counts.</summary>
public enum RefiUnit
{
    /// <summary>UTF-16 code units, as NVivo.</summary>
    Utf16,

    /// <summary>Unicode code points, as the standard says (clause 10.2).</summary>
    CodePoint,

    /// <summary>Bytes of UTF-8, as Taguette.</summary>
    Utf8,
}

/// <summary>How a program counts positions in a text.</summary>
/// <param name="Unit">What one position counts.</param>
/// <param name="CrlfCountsTwo">Whether a line end of CR and LF counts two; else one.</param>
/// <param name="MarkCounts">Whether a byte order mark counts one.</param>
/// <param name="EndIsLast">Whether the end is the last character; else the one after it.</param>
public sealed record RefiPositionRule(RefiUnit Unit, bool CrlfCountsTwo = true, bool MarkCounts = false, bool EndIsLast = false)
{
    /// <summary>The rule in words: "UTF-16 code units, CRLF counts 2, end exclusive".</summary>
    public string Name => (Unit switch { RefiUnit.Utf16 => "UTF-16 code units", RefiUnit.Utf8 => "bytes of UTF-8", _ => "code points" })
        + (CrlfCountsTwo ? ", CRLF counts 2" : ", CRLF counts 1")
        + (MarkCounts ? ", byte order mark counts" : "")
        + (EndIsLast ? ", end inclusive" : ", end exclusive");
}

/// <summary>How the rule came about.</summary>
public enum RefiRuleBasis
{
    /// <summary>There was no selection to place.</summary>
    NothingToPlace,

    /// <summary>The habit of the program that wrote the file.</summary>
    Origin,

    /// <summary>The rule under which most selections start and end between words.</summary>
    Scored,
}

/// <summary>How positions of text were understood, and how well that fits.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Basis">How it came about.</param>
/// <param name="Selections">Selections of texts that the file holds.</param>
/// <param name="StartOnWord">How many of them start at the edge of a word.</param>
/// <param name="OnWords">How many start and end at the edge of a word.</param>
public sealed record RefiPositions(RefiPositionRule Rule, RefiRuleBasis Basis, int Selections, int StartOnWord, int OnWords)
{
    /// <summary>The share of selections that start and end at the edge of a word, 0 to 1; null where there are none.</summary>
    public double? Score => Selections == 0 ? null : (double)OnWords / Selections;
}
