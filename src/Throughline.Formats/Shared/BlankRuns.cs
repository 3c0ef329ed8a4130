namespace Throughline.Formats;

/// <summary>
/// XML on its way to the parser, refused where more blanks stand in a row than any document has: within a tag the parser's work grows with
/// the square of them, so that some megabytes of blanks would take hours.
/// </summary>
/// <param name="inner">The XML. It is closed with this stream.</param>
/// <param name="part">What to name as the place in an error.</param>
internal sealed class BlankRuns(Stream inner, string part) : Stream
{
    private const int Most = 32 << 10, Piece = 16 << 10;
    private readonly byte[] beginning = new byte[Piece / 2];
    private int run, begun;

    /// <summary>How the XML begins, as far as it was read; no more of it than 8 KB.</summary>
    public ReadOnlySpan<byte> Beginning => beginning.AsSpan(0, begun);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Piece by piece, so that a run that is too long holds a whole piece.</summary>
    public override int Read(Span<byte> buffer)
    {
        var got = inner.Read(buffer[..Math.Min(buffer.Length, Piece)]);
        var bytes = (ReadOnlySpan<byte>)buffer[..got];
        if (begun < beginning.Length)
        {
            var more = bytes[..Math.Min(got, beginning.Length - begun)];
            more.CopyTo(beginning.AsSpan(begun));
            begun += more.Length;
        }
        var first = bytes.IndexOfAnyExcept(" \t\r\n\0"u8);
        run = first < 0 ? run + got : got - 1 - bytes.LastIndexOfAnyExcept(" \t\r\n\0"u8);
        return run <= Most ? got : throw Refusal.TooLarge(
            part, $"It holds more than {Refusal.Count(Most)} blanks in a row, which no document does.", "Open the file where it was made, save it again, and import the new file.");
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
