namespace Throughline.Formats.Pdf;

/// <summary>
/// A stretch of text on one baseline without a wide gap in it; later a whole line. Coordinates are points from the lower left
/// corner of the page as it is shown.
/// </summary>
/// <param name="Text">The words.</param>
/// <param name="X0">Left end.</param>
/// <param name="X1">Right end.</param>
/// <param name="Y">Baseline.</param>
/// <param name="Size">Size of the type, points.</param>
/// <param name="LastX">Where the words after the last tab begin; the left end where there is no tab.</param>
internal sealed record PdfLine(string Text, double X0, double X1, double Y, double Size, double LastX)
{
    /// <summary>Number of words.</summary>
    public int Words { get; } = Text.AsSpan().Count(' ') + 1;

    /// <summary>About how wide the first word is, points.</summary>
    public double FirstWordWidth
    {
        get
        {
            var end = Text.AsSpan().IndexOfAny(' ', '\t');
            return end < 0 ? X1 - X0 : (X1 - X0) * end / Text.Length;
        }
    }
}

/// <summary>What was found on one page.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Width">Points.</param>
/// <param name="Height">Points.</param>
/// <param name="Lines">The stretches of text, in no order yet.</param>
/// <param name="Pictures">How many pictures it shows.</param>
/// <param name="Comments">How many comments are attached to it.</param>
/// <param name="OffPage">How many characters stand outside its edges, where nobody sees them.</param>
/// <param name="Missing">Why its words are missing; null where it was read.</param>
internal sealed record PdfPage(
    int Number, double Width, double Height, List<PdfLine> Lines, int Pictures, int Comments, int OffPage, string? Missing);
