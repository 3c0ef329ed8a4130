namespace Throughline.Formats.Spss;

/// <summary>What one variable of an SPSS file is, as its dictionary describes it.</summary>
internal sealed class SavVariable(int element, int width)
{
    /// <summary>Its first place among the elements of eight bytes of a case, from 0.</summary>
    public int Element => element;

    /// <summary>0 for a number, else how many bytes the words of one segment have.</summary>
    public int Width { get; } = width;

    /// <summary>How many bytes all segments of very long words have together; <see cref="Width"/> where there is one segment.</summary>
    public int WholeWidth { get; set; } = width;

    public bool IsText => Width > 0;

    /// <summary>As the dictionary first names it: eight bytes at most, each as a character.</summary>
    public string ShortName { get; init; } = "";

    public string Name { get; set; } = "";

    public string Label { get; set; } = "";

    /// <summary>Type of the print format: 5 is a plain number, 20 a date.</summary>
    public int Format { get; init; }

    /// <summary>0 unknown, 1 nominal, 2 ordinal, 3 scale.</summary>
    public int Measure { get; set; }

    /// <summary>Bytes of the missing values as they stand; for numbers in the file's order of bytes.</summary>
    public List<byte[]> Missing { get; } = [];

    /// <summary>Whether the first two of <see cref="Missing"/> are the ends of a range.</summary>
    public bool HasMissingRange { get; set; }

    /// <summary>Values and what they stand for, in the order of the file.</summary>
    public List<(byte[] Value, byte[] Label)> Labels { get; } = [];

    /// <summary>How many segments of very long words follow it and belong to it.</summary>
    public int Segments => IsText && WholeWidth > 255 ? (WholeWidth + 251) / 252 : 1;
}

/// <summary>A set of variables that are the boxes of one question.</summary>
/// <param name="Name">Its name, without the sign.</param>
/// <param name="Label">Its label.</param>
/// <param name="Counted">The value that means ticked; null where each variable holds a category.</param>
/// <param name="Variables">Short names of the variables.</param>
internal sealed record SavSet(string Name, string Label, string? Counted, IReadOnlyList<string> Variables);
