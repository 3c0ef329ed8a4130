namespace Throughline.Formats;

/// <summary>Files that are no document, known by their first bytes, and what to do about each.</summary>
internal static class ForeignFile
{
    private const string Word = "Open it in Word and save it as .docx.";

    private static readonly (byte[] Start, int At, string What, string Remedy)[] Signatures =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], 0, Picture, PictureRemedy),
        ([0xFF, 0xD8, 0xFF], 0, Picture, PictureRemedy),
        ("GIF8"u8.ToArray(), 0, Picture, PictureRemedy),
        ("WEBP"u8.ToArray(), 8, Picture, PictureRemedy),
        ([(byte)'I', (byte)'I', 0x2A, 0], 0, Picture, PictureRemedy),
        ([(byte)'M', (byte)'M', 0, 0x2A], 0, Picture, PictureRemedy),
        ("BM"u8.ToArray(), 0, Picture, PictureRemedy),
        ("ftypheic"u8.ToArray(), 4, Picture, PictureRemedy),
        ("ftypmif1"u8.ToArray(), 4, Picture, PictureRemedy),
        ("ftypavif"u8.ToArray(), 4, Picture, PictureRemedy),
        ("ftyp"u8.ToArray(), 4, Recording, RecordingRemedy),
        ("ID3"u8.ToArray(), 0, Recording, RecordingRemedy),
        ([0xFF, 0xFB], 0, Recording, RecordingRemedy),
        ([0xFF, 0xF1], 0, Recording, RecordingRemedy),
        ("OggS"u8.ToArray(), 0, Recording, RecordingRemedy),
        ("fLaC"u8.ToArray(), 0, Recording, RecordingRemedy),
        ("WAVE"u8.ToArray(), 8, Recording, RecordingRemedy),
        ("AVI "u8.ToArray(), 8, Recording, RecordingRemedy),
        ([0x1A, 0x45, 0xDF, 0xA3], 0, Recording, RecordingRemedy),
        ([0x30, 0x26, 0xB2, 0x75], 0, Recording, RecordingRemedy),
        ("MZ"u8.ToArray(), 0, Program, ProgramRemedy),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], 0, Program, ProgramRemedy),
        ([0xCF, 0xFA, 0xED, 0xFE], 0, Program, ProgramRemedy),
        ([0x1F, 0x8B], 0, Packed, PackedRemedy),
        ([0x37, 0x7A, 0xBC, 0xAF], 0, Packed, PackedRemedy),
        ("Rar!"u8.ToArray(), 0, Packed, PackedRemedy),
        ("PK\x05\x06"u8.ToArray(), 0, Packed, PackedRemedy),
        ("SQLite format 3"u8.ToArray(), 0, "It is a database.", "Export its text from the program that it belongs to."),
    ];

    private const string Picture = "It is a picture, and has no words to code.";
    private const string PictureRemedy =
        "If it is a scan, run text recognition on it and import the result. Photographs belong to their participant.";
    private const string Recording = "It is a recording, not its transcript.";
    private const string RecordingRemedy = "Import the transcript (.vtt, .srt, .docx or .txt).";
    private const string Program = "It is a program, not a document.";
    private const string ProgramRemedy = "Look whether the right file was chosen.";
    private const string Packed = "It is a packed folder.";
    private const string PackedRemedy = "Unpack it and import the files in it.";

    /// <summary>The refusal of a file that is not text; null where it may be one.</summary>
    public static UnreadableFileException? Refuse(ReadOnlySpan<byte> bytes, string ending)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return OldOffice(ending);
        if (bytes.StartsWith("MIME-Version:"u8) || bytes.StartsWith("From: <Saved by"u8))
            return Refusing("It is a web page in one file (.mht).", "Open it in a browser and save it as a web page, HTML only.");
        foreach (var (start, at, what, remedy) in Signatures)
            if (bytes.Length >= at + start.Length && bytes[at..].StartsWith(start) && IsNoText(bytes, start))
                return Refusing(what, remedy);
        return null;
    }

    /// <summary>Text may begin with two letters that are also a signature; then only bytes that no text has tell them apart.</summary>
    private static bool IsNoText(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature) =>
        signature.ContainsAnyExceptInRange((byte)' ', (byte)'~')
        || bytes[..Math.Min(bytes.Length, 64)].ContainsAnyInRange((byte)0, (byte)8);

    /// <summary>The refusal of a zip that is neither Word nor OpenDocument text; null where it is such a text.</summary>
    /// <param name="file">The zip.</param>
    /// <param name="type">What its "mimetype" part says; null where it has none.</param>
    public static UnreadableFileException? RefusePacked(PackedFile file, string? type)
    {
        bool Holds(string folder) => file.Names.Any(n => n.StartsWith(folder, StringComparison.OrdinalIgnoreCase));
        if (type == "application/epub+zip")
            return Refusing("It is an e-book.", "Save its text as .docx or .html and import that.");
        if (type?.StartsWith("application/vnd.oasis.opendocument.spreadsheet", StringComparison.Ordinal) == true)
            return Refusing("It is a spreadsheet.", "Save it as .xlsx or .csv and import it as a table.");
        if (type?.StartsWith("application/vnd.oasis.opendocument", StringComparison.Ordinal) == true)
            return null;
        if (Holds("xl/"))
            return Refusing("It is a spreadsheet.", "Import it as a table, where a table is asked for.");
        if (Holds("ppt/"))
            return Refusing("It is a presentation.", "Save it as PDF and import that.");
        if (file.Names.Any(n => n.EndsWith(".qde", StringComparison.OrdinalIgnoreCase)))
            return Refusing("It is a REFI-QDA project, not a document.", "Import it as a project.");
        return Refusing(Packed, PackedRemedy);
    }

    private static UnreadableFileException OldOffice(string ending) => ending switch
    {
        ".docx" or ".xlsx" or ".pptx" =>
            Refusing("It is protected by a password.", "Open it with the password, save it without one and import that."),
        ".xls" => Refusing("It is an Excel file of the kind before 2007.", "Open it in Excel and save it as .xlsx."),
        ".ppt" => Refusing("It is a presentation.", "Save it as PDF and import that."),
        ".msg" => Refusing("It is an Outlook message.", "Open it in Outlook and save it as text."),
        _ => Refusing("It is a Word file of the kind before 2007, or protected by a password.", Word),
    };

    private static UnreadableFileException Refusing(string what, string remedy) => new("the file", what + " Nothing was kept.", remedy);
}
