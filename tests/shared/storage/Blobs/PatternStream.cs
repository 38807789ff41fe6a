namespace InstructEngine.Shared.Tests.Storage.Blobs;

/// <summary>Bytes that follow from their position, read once and forward only, without holding them in memory.</summary>
internal sealed class PatternStream(long size) : Stream
{
    private long _position;

    /// <summary>Called with the position that a read has reached.</summary>
    public Action<long> AfterRead { get; init; } = _ => { };

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public static byte ByteAt(long position) => (byte)((position * 31) ^ (position >> 11));

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Min(count, size - _position);
        for (var i = 0; i < read; i++)
        {
            buffer[offset + i] = ByteAt(_position + i);
        }

        _position += read;
        AfterRead(_position);
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
