using System.Buffers.Binary;
using System.IO.Compression;

namespace Throughline.Formats;

/// <summary>
/// A zip of parts (docx, odt, xlsx) from a stranger. Names that point outside are refused; the number of parts, what each
/// unpacks to and what all unpack to together are held to <see cref="ReadLimits"/> by counting what comes out, whatever the
/// headers claim. Nothing is ever written to disk.
/// </summary>
public sealed class PackedFile : IDisposable
{
    private const int RatioAppliesFrom = 1 << 20;
    private readonly ZipArchive archive;
    private readonly ReadLimits limits;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private long unpacked;

    private PackedFile(ZipArchive archive, ReadLimits limits)
    {
        this.archive = archive;
        this.limits = limits;
    }

    /// <summary>The names of the parts, with forward slashes, in the order of the file. Folders are not parts.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Whether the bytes begin as a zip does.</summary>
    /// <param name="bytes">The file, or its beginning.</param>
    public static bool Looks(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\x03\x04"u8);

    /// <summary>Opens the file and checks the names and the number of its parts.</summary>
    /// <param name="bytes">The whole file. It is not copied.</param>
    /// <param name="limits">The limits in force, also for every part opened later.</param>
    /// <exception cref="UnreadableFileException">
    /// Not a zip, damaged, protected by a password, too large, too many parts, or a part's name points outside the file.
    /// </exception>
    public static PackedFile Open(ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        if (bytes.Length > limits.FileBytes)
            throw Refusal.FileTooLarge(bytes.Length, limits);
        RefuseOldOffice(bytes.Span);
        RefuseTooManyParts(bytes.Span, limits);
        PackedFile? file = null;
        try
        {
            file = new PackedFile(new ZipArchive(AsStream(bytes), ZipArchiveMode.Read), limits);
            file.ListParts();
            return file;
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            file?.Dispose();
            throw Damaged("the file");
        }
        catch (UnreadableFileException)
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Whether there is a part of that name. Upper and lower case are the same, as in Office.</summary>
    /// <param name="name">The part's name, such as "word/document.xml".</param>
    public bool Has(string name) => parts.ContainsKey(name);

    /// <summary>
    /// Opens a part for reading. Reading throws <see cref="UnreadableFileException"/> and nothing else, once the part is
    /// damaged or unpacks to more than is allowed.
    /// </summary>
    /// <param name="name">The part's name.</param>
    /// <returns>The unpacked bytes, forward only; null where there is no such part.</returns>
    public Stream? OpenPart(string name)
    {
        if (!parts.TryGetValue(name, out var entry))
            return null;
        try
        {
            return new CountedStream(entry.Open(), this, entry);
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            throw Damaged(name);
        }
    }

    /// <inheritdoc />
    public void Dispose() => archive.Dispose();

    private void ListParts()
    {
        var names = new List<string>(archive.Entries.Count);
        foreach (var entry in archive.Entries)
        {
            var name = entry.FullName.Replace('\\', '/');
            RefuseEscape(name);
            if (!name.EndsWith('/') && parts.TryAdd(name, entry))
                names.Add(name);
        }

        Names = names;
    }

    private void Count(int read, long partSoFar, ZipArchiveEntry entry)
    {
        unpacked += read;
        var ratio = partSoFar / Math.Max(1, entry.CompressedLength);
        if (unpacked > limits.UnpackedBytes || (partSoFar > RatioAppliesFrom && ratio > limits.UnpackedRatio))
        {
            throw Refusal.TooLarge(
                entry.FullName,
                "This part unpacks to far more than a document holds, so it was not read further.",
                "Open the file where it was made, save it again, and import the new file.");
        }
    }

    /// <summary>Refuses a name that leads out of the packed file.</summary>
    /// <param name="name">The name, with forward slashes.</param>
    /// <exception cref="UnreadableFileException">It does.</exception>
    internal static void RefuseEscape(string name)
    {
        var outside = name.StartsWith('/') || name.Contains(':') || name.Contains('\0')
            || name.Split('/').Contains("..");
        if (outside)
        {
            throw new UnreadableFileException(
                Shown(name),
                "A part of the file has a name that points outside it, which no document needs.",
                "Do not trust this file. Ask for it again from where it was made.");
        }
    }

    private static void RefuseOldOffice(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            throw new UnreadableFileException(
                "the file",
                "The file is protected by a password, or is of the kind that Office wrote before 2007.",
                "Open it in Word, save it as .docx without a password, and import that.");
        }
    }

    /// <summary>Counts the entries without building them: a directory of millions is refused before it costs memory.</summary>
    private static void RefuseTooManyParts(ReadOnlySpan<byte> bytes, ReadLimits limits)
    {
        var end = bytes.LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || bytes.Length - end < 22)
            throw Damaged("the file");
        var at = DirectoryOffset(bytes, end);
        for (var count = 0; at + 46 <= bytes.Length && bytes[(int)at..].StartsWith("PK\x01\x02"u8); count++)
        {
            if (count >= limits.PackedParts)
            {
                throw Refusal.TooLarge(
                    "the file",
                    $"There are more than {Refusal.Count(limits.PackedParts)} parts in it.",
                    "Open the file where it was made, save it again, and import the new file.");
            }

            var header = bytes[(int)at..];
            at += 46L + Short(header, 28) + Short(header, 30) + Short(header, 32);
        }
    }

    private static long DirectoryOffset(ReadOnlySpan<byte> bytes, int end)
    {
        var offset = (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes[(end + 16)..]);
        var locator = end - 20;
        var far64 = offset == uint.MaxValue || Short(bytes, end + 4) == ushort.MaxValue || Short(bytes, end + 10) == ushort.MaxValue;
        if (!far64 || locator < 0 || !bytes[locator..].StartsWith("PK\x06\x07"u8))
            return offset;
        var record = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(locator + 8)..]);
        if (record > (ulong)Math.Max(0, bytes.Length - 56))
            throw Damaged("the file");
        var far = BinaryPrimitives.ReadUInt64LittleEndian(bytes[((int)record + 48)..]);
        return far > (ulong)bytes.Length ? throw Damaged("the file") : (long)far;
    }

    private static int Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static MemoryStream AsStream(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);

    private static bool IsDamage(Exception fault) =>
        fault is InvalidDataException or IOException or NotSupportedException or ArgumentException
            or OverflowException or IndexOutOfRangeException;

    private static UnreadableFileException Damaged(string place) => new(
        place,
        "The file is damaged or was cut off on its way.",
        "Open it where it was made, save it again, and import the new file.");

    private static string Shown(string name) =>
        new([.. name.Take(80).Select(c => char.IsControl(c) ? '?' : c)]);

    private sealed class CountedStream(Stream inner, PackedFile file, ZipArchiveEntry entry) : Stream
    {
        private long read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => read;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            int got;
            try
            {
                got = inner.Read(buffer);
            }
            catch (Exception fault) when (IsDamage(fault))
            {
                throw Damaged(entry.FullName);
            }

            read += got;
            file.Count(got, read, entry);
            return got;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
