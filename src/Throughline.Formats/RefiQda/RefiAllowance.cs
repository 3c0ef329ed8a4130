using System.IO.Compression;

namespace Throughline.Formats.RefiQda;

/// <summary>How much may still be unpacked, counted as it comes out.</summary>
internal sealed class RefiAllowance(ReadLimits limits)
{
    private const int RatioAppliesFrom = 1 << 20;
    private const int DeflateAtMost = 1100;
    private long left = limits.UnpackedBytes;

    /// <summary>A text or the project.</summary>
    public Stream Open(ZipArchiveEntry entry) => Opened(entry, (total, got) =>
    {
        left -= got;
        return left >= 0 && IsPlausible(entry, total, limits.UnpackedRatio);
    });

    /// <summary>Media, of any size; silence packs as tightly as a bomb, so only what no honest packing reaches is refused.</summary>
    public static Stream Media(ZipArchiveEntry entry) =>
        Opened(entry, (total, _) => total <= entry.Length && IsPlausible(entry, total, DeflateAtMost));

    public static bool IsDamage(Exception fault) =>
        fault is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException or IndexOutOfRangeException;

    private static bool IsPlausible(ZipArchiveEntry entry, long total, int ratio) =>
        total <= RatioAppliesFrom || total / Math.Max(1, entry.CompressedLength) <= ratio;

    private static CountedStream Opened(ZipArchiveEntry entry, Func<long, int, bool> isAllowed)
    {
        try
        {
            return new CountedStream(entry.Open(), entry.FullName, isAllowed);
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            throw Damaged(entry.FullName);
        }
    }

    private static UnreadableFileException Damaged(string place) => new(
        place, "This part of the packed project is damaged or was cut off on its way.", "Copy or download the file again, or export it again.");

    private sealed class CountedStream(Stream inner, string place, Func<long, int, bool> isAllowed) : Stream
    {
        private long total;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => total;
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
                throw Damaged(place);
            }
            total += got;
            return isAllowed(total, got) ? got : throw Refusal.TooLarge(
                place, "It unpacks to far more than it should, so it was not read further.", "Do not trust this file. Ask for it again from where it was made.");
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
