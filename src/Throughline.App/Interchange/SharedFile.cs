namespace Throughline.App.Interchange;

/// <summary>A temporary file that has no name any more, read by several at once; whoever leaves last closes it.</summary>
internal sealed class SharedFile(FileStream file)
{
    private int users = 1;

    public long Length { get; } = file.Length;

    /// <summary>Reads it from its beginning. Not to be asked for after <see cref="Leave"/>.</summary>
    public Stream Read()
    {
        Interlocked.Increment(ref users);
        return new View(this, file);
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref users) == 0) file.Dispose();
    }

    private sealed class View(SharedFile shared, FileStream file) : Stream
    {
        private int left;

        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => shared.Length;
        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var got = RandomAccess.Read(file.SafeFileHandle, buffer, Position);
            Position += got;
            return got;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var got = await RandomAccess.ReadAsync(file.SafeFileHandle, buffer, Position, cancellationToken);
            Position += got;
            return got;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => Position, _ => Length };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && Interlocked.Exchange(ref left, 1) == 0) shared.Leave();
            base.Dispose(disposing);
        }
    }
}
