using Google.Api;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace InstructEngine.Hosting.Grpc;

/// <summary>Sends a blob in pieces; a browser gets it whole, under its content type.</summary>
public static class BlobStreaming
{
    private const int PieceBytes = 64 * 1024;

    public static async Task WriteBlobAsync(this IServerStreamWriter<HttpBody> stream, ReadOnlyMemory<byte> content, string contentType, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(stream);

        var http = context.GetHttpContext();
        if (!IsGrpc(http))
        {
            // Transcoded, each message is followed by a line feed, which is no part of a file.
            http.Response.ContentType = contentType;
            http.Response.ContentLength = content.Length;
            await http.Response.Body.WriteAsync(content, context.CancellationToken);
            return;
        }

        for (var at = 0; at < content.Length; at += PieceBytes)
        {
            var piece = content.Slice(at, Math.Min(PieceBytes, content.Length - at));
            await stream.WriteAsync(new HttpBody { ContentType = contentType, Data = UnsafeByteOperations.UnsafeWrap(piece) }, context.CancellationToken);
        }
    }

    private static bool IsGrpc(HttpContext http) => http.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) ?? false;
}
