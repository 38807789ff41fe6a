using Google.Api;
using Google.Protobuf;
using Grpc.Core;

namespace InstructEngine.Hosting.Grpc;

/// <summary>Sends a blob in pieces; a browser gets it whole, under its content type.</summary>
public static class BlobStreaming
{
    private const int PieceBytes = 64 * 1024;

    public static async Task WriteBlobAsync(this IServerStreamWriter<HttpBody> stream, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        for (var at = 0; at < content.Length; at += PieceBytes)
        {
            var piece = content.Slice(at, Math.Min(PieceBytes, content.Length - at));
            await stream.WriteAsync(new HttpBody { ContentType = contentType, Data = UnsafeByteOperations.UnsafeWrap(piece) }, cancellationToken);
        }
    }
}
