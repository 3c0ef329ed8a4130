using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace Throughline.Formats.Pdf;

/// <summary>
/// The decoders of a PDF's streams, held to <see cref="ReadLimits.UnpackedBytes"/> and <see cref="ReadLimits.UnpackedRatio"/>:
/// what a stream unpacks to is measured before the library puts it into memory, and fonts within are looked at.
/// </summary>
internal sealed class PdfFilters : IFilterProvider
{
    private readonly IFilterProvider inner = DefaultFilterProvider.Instance;
    private readonly ReadLimits limits;
    private readonly Dictionary<IFilter, IFilter> counted = [];
    private long unpacked;

    public PdfFilters(ReadLimits limits)
    {
        this.limits = limits;
    }

    /// <inheritdoc />
    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => [.. Counted(inner.GetFilters(dictionary)), FontFilter.Last];

    /// <inheritdoc />
    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => [.. Counted(inner.GetNamedFilters(names)), FontFilter.Last];

    /// <inheritdoc />
    public IReadOnlyList<IFilter> GetAllFilters() => Counted(inner.GetAllFilters());

    private IReadOnlyList<IFilter> Counted(IReadOnlyList<IFilter> filters)
    {
        lock (counted)
            return [.. filters.Select(f => counted.TryGetValue(f, out var known) ? known : counted[f] = new CountedFilter(f, this))];
    }

    private void Count(long length)
    {
        if (Interlocked.Add(ref unpacked, length) > limits.UnpackedBytes)
            throw Bomb();
    }

    private static UnreadableFileException Bomb() => Refusal.TooLarge(
        "the file",
        "Its streams unpack to far more than a document holds, so it was not read further.",
        "Open it, print it to a new PDF, and import that.");

    /// <summary>Behind all others, and there where a stream has none: looks at what comes of them.</summary>
    private sealed class FontFilter : IFilter
    {
        public static readonly FontFilter Last = new();

        public bool IsSupported => true;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            PdfRanges.Bound(input.Span);
            PdfFonts.BoundNames(input.Span);
            return input;
        }
    }

    private sealed class CountedFilter(IFilter inner, PdfFilters filters) : IFilter
    {
        /// <summary>What a stream below this length can unpack to does no harm; larger ones are measured first.</summary>
        private const int Harmless = 32 << 10;

        /// <summary>LZW, long out of use, cannot be measured without decoding it.</summary>
        private const int LongestLzw = 256 << 10;

        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            if (inner is FlateFilter && input.Length > Harmless)
                Measure(input);
            else if (inner is LzwFilter && input.Length > LongestLzw)
                throw Bomb();
            var output = inner.Decode(input, streamDictionary, filterProvider, filterIndex);
            filters.Count(output.Length);
            return output;
        }

        private void Measure(Memory<byte> input)
        {
            var most = filters.limits.UnpackedBytes - Interlocked.Read(ref filters.unpacked);
            using var inflate = new ZLibStream(new MemoryStream(input.ToArray(), writable: false), CompressionMode.Decompress);
            var buffer = new byte[64 << 10];
            try
            {
                for (long total = 0, got; (got = inflate.Read(buffer)) > 0;)
                    if ((total += got) > most || (total > 8 << 20 && total / input.Length > filters.limits.UnpackedRatio))
                        throw Bomb();
            }
            catch (InvalidDataException)
            {
                // The library repairs what it can of a damaged stream; up to the damage it was measured.
            }
        }
    }
}
