namespace Throughline.Formats.Media;

/// <summary>What a picture, PDF or recording is, by its first bytes alone: names and promises of whoever gave it count for nothing.</summary>
/// <param name="ContentType">The media type (IANA), always one that no browser runs.</param>
/// <param name="Kind">picture, pdf, audio or video.</param>
/// <param name="IsShown">Whether browsers usually show or play it.</param>
public sealed record MediaType(string ContentType, string Kind, bool IsShown = true)
{
    /// <summary>picture, pdf, audio, video: the kinds.</summary>
    public const string Picture = "picture", Pdf = "pdf", Audio = "audio", Video = "video";

    /// <summary>As many bytes as <see cref="Of(ReadOnlySpan{byte})"/> needs to see.</summary>
    public const int HeadLength = 64;

    private static readonly (int At, byte[] Sign, MediaType Type)[] Signs =
    [
        (0, [0xFF, 0xD8, 0xFF], new("image/jpeg", Picture)),
        (0, [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A], new("image/png", Picture)),
        (0, [.. "GIF87a"u8], new("image/gif", Picture)),
        (0, [.. "GIF89a"u8], new("image/gif", Picture)),
        (0, [.. "BM"u8], new("image/bmp", Picture)),
        (0, [.. "II*\0"u8], new("image/tiff", Picture, IsShown: false)),
        (0, [.. "MM\0*"u8], new("image/tiff", Picture, IsShown: false)),
        (0, [.. "%PDF-"u8], new("application/pdf", Pdf)),
        (0, [.. "ID3"u8], new("audio/mpeg", Audio)),
        (0, [.. "fLaC"u8], new("audio/flac", Audio)),
        (0, [.. "#!AMR"u8], new("audio/amr", Audio, IsShown: false)),
        (0, [.. "caff"u8], new("audio/x-caf", Audio, IsShown: false)),
        (0, [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], new("video/x-ms-asf", Video, IsShown: false)),
        (0, [0x00, 0x00, 0x01, 0xBA], new("video/mpeg", Video, IsShown: false)),
        (0, [0x00, 0x00, 0x01, 0xB3], new("video/mpeg", Video, IsShown: false)),
    ];

    /// <summary>Reads the type of a file from its beginning.</summary>
    /// <param name="head">Its first <see cref="HeadLength"/> bytes, or all where it is shorter.</param>
    /// <returns>Its type; null where it is none of these.</returns>
    public static MediaType? Of(ReadOnlySpan<byte> head)
    {
        foreach (var (at, sign, type) in Signs)
            if (head.Length >= at + sign.Length && head.Slice(at, sign.Length).SequenceEqual(sign)) return type;
        return Riff(head) ?? Iso(head) ?? Ogg(head) ?? Matroska(head) ?? Mpeg(head);
    }

    /// <summary>Reads the beginning of a stream and goes back to it.</summary>
    /// <param name="file">Must be seekable.</param>
    public static MediaType? Of(Stream file)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        var read = file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        file.Position -= read;
        return Of(head[..read]);
    }

    private static bool Has(ReadOnlySpan<byte> head, int at, ReadOnlySpan<byte> sign) => head.Length >= at + sign.Length && head.Slice(at, sign.Length).SequenceEqual(sign);

    private static MediaType? Riff(ReadOnlySpan<byte> head)
    {
        if (Has(head, 0, "FORM"u8) && Has(head, 8, "AIF"u8)) return new("audio/aiff", Audio, IsShown: false);
        if (!Has(head, 0, "RIFF"u8)) return null;
        return Has(head, 8, "WEBP"u8) ? new("image/webp", Picture) : Has(head, 8, "WAVE"u8) ? new("audio/wav", Audio)
            : Has(head, 8, "AVI "u8) ? new("video/x-msvideo", Video, IsShown: false) : null;
    }

    /// <summary>ISO 14496-12: the brand of the file says which of its family it is.</summary>
    private static MediaType? Iso(ReadOnlySpan<byte> head)
    {
        if (!Has(head, 4, "ftyp"u8)) return null;
        if (Has(head, 8, "M4A"u8) || Has(head, 8, "M4B"u8)) return new("audio/mp4", Audio);
        if (Has(head, 8, "avif"u8)) return new("image/avif", Picture);
        if (Has(head, 8, "heic"u8) || Has(head, 8, "heix"u8) || Has(head, 8, "mif1"u8)) return new("image/heic", Picture, IsShown: false);
        return new("video/mp4", Video);
    }

    private static MediaType? Ogg(ReadOnlySpan<byte> head) => !Has(head, 0, "OggS"u8) ? null
        : Has(head, 28, [0x80, .. "theora"u8]) ? new("video/ogg", Video) : new("audio/ogg", Audio);

    private static MediaType? Matroska(ReadOnlySpan<byte> head) => !Has(head, 0, [0x1A, 0x45, 0xDF, 0xA3]) ? null
        : head.IndexOf("webm"u8) >= 0 ? new("video/webm", Video) : new("video/x-matroska", Video, IsShown: false);

    /// <summary>A frame without a header before it: eleven set bits, then a version and a layer that exist.</summary>
    private static MediaType? Mpeg(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4 || head[0] != 0xFF || (head[1] & 0xE0) != 0xE0 || (head[1] & 0x18) == 0x08) return null;
        if ((head[1] & 0xF6) == 0xF0) return new("audio/aac", Audio);
        return (head[1] & 0x06) != 0 && (head[2] & 0xF0) != 0xF0 && (head[2] & 0x0C) != 0x0C ? new("audio/mpeg", Audio) : null;
    }
}
