using System.Text;

namespace Throughline.Formats.Rtf;

/// <summary>What the control words of RTF stand for (RTF 1.9.1).</summary>
internal static class RtfWords
{
    /// <summary>Characters that have a control word of their own.</summary>
    public static readonly IReadOnlyDictionary<string, string> Characters = new Dictionary<string, string>
    {
        ["emdash"] = "\u2014", ["endash"] = "\u2013", ["bullet"] = "\u2022",
        ["lquote"] = "\u2018", ["rquote"] = "\u2019", ["ldblquote"] = "\u201C", ["rdblquote"] = "\u201D",
        ["emspace"] = "\u2003", ["enspace"] = "\u2002", ["qmspace"] = "\u2005",
        ["zwj"] = "\u200D", ["zwnj"] = "\u200C", ["ltrmark"] = "\u200E", ["rtlmark"] = "\u200F",
    };

    /// <summary>Destinations whose text is not the document's, beyond all those marked with <c>\*</c>.</summary>
    public static readonly IReadOnlySet<string> Skipped = new HashSet<string>
    {
        "colortbl", "stylesheet", "info", "filetbl", "revtbl", "rsidtbl", "generator", "listtable", "listoverridetable",
        "fldinst", "nonshppict", "shprslt", "xe", "tc", "tcn", "rxe", "txe", "atnid", "atnauthor", "atntime", "atnref",
        "atndate", "atnparent", "atnicn", "pnseclvl", "nonesttables", "nesttableprops", "themedata", "colorschememapping",
        "latentstyles", "datastore", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "objdata", "docvar", "private",
    };

    public static readonly IReadOnlySet<string> HeadersAndFooters = new HashSet<string>
    {
        "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
    };

    /// <summary>Destinations that are read although they are marked as ignorable.</summary>
    public static readonly IReadOnlySet<string> ReadAlthoughIgnorable = new HashSet<string> { "shppict", "shpinst", "annotation" };

    /// <summary>The character set of a font (<c>\fcharset</c>) as a code page; null for the document's own.</summary>
    public static int? CodePage(int charset) => charset switch
    {
        77 => 10000, 78 => 10001, 79 => 10003, 80 => 10008, 81 => 10002, 83 => 10005, 84 => 10004, 85 => 10006,
        86 => 10081, 87 => 10021, 88 => 10029, 89 => 10007,
        128 => 932, 129 => 949, 130 => 1361, 134 => 936, 136 => 950, 161 => 1253, 162 => 1254, 163 => 1258,
        177 => 1255, 178 => 1256, 186 => 1257, 204 => 1251, 222 => 874, 238 => 1250, 254 => 437, 255 => 850,
        _ => null,
    };

    /// <summary>The encoding of a code page; Windows-1252 where it is unknown.</summary>
    public static Encoding Encoding(int codePage) =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? codePage switch
        {
            65001 => System.Text.Encoding.UTF8,
            28591 => System.Text.Encoding.Latin1,
            _ => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        };
}
