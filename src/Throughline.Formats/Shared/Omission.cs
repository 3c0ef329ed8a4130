using System.Globalization;

namespace Throughline.Formats;

/// <summary>A kind of thing that a reader does not read as it stands, and how that is said for one and for many.</summary>
internal sealed record Omission(string One, string Many)
{
    public static readonly Omission Pictures = new("A picture was left out.", "{0} pictures were left out.");

    public static readonly Omission Deletions = new(
        "A tracked deletion was left out. To keep its words, reject it in the word processor and import again.",
        "{0} tracked deletions were left out. To keep their words, reject them in the word processor and import again.");

    public static readonly Omission Insertions = new(
        "A tracked insertion that nobody has accepted yet was kept.",
        "{0} tracked insertions that nobody has accepted yet were kept.");

    public static readonly Omission Comments = new("A comment was left out.", "{0} comments were left out.");

    public static readonly Omission Hidden = new("A stretch of hidden text was left out.", "{0} stretches of hidden text were left out.");

    public static readonly Omission Headers = new(
        "A header or footer was left out.", "{0} headers and footers were left out.");

    public static readonly Omission Symbols = new(
        "A sign of a picture font was left out.", "{0} signs of picture fonts were left out.");

    public static readonly Omission Embedded = new(
        "An embedded file was left out. Import it on its own if it is needed.",
        "{0} embedded files were left out. Import them on their own if they are needed.");

    public static readonly Omission OffPage = new(
        "A character outside the edge of the page, where nobody sees it, was left out.",
        "{0} characters outside the edge of the page, where nobody sees them, were left out.");

    public static readonly Omission Diagrams = new(
        "A chart or diagram was left out, with the words in it.", "{0} charts and diagrams were left out, with the words in them.");

    public static readonly Omission Equations = new(
        "An equation was kept as plain characters in a row.", "{0} equations were kept as plain characters in a row.");

    public string Say(int count) =>
        count == 1 ? One : string.Format(CultureInfo.InvariantCulture, Many, count.ToString("N0", CultureInfo.InvariantCulture));
}
