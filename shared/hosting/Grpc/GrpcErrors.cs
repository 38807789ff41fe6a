using Grpc.Core;
using Grpc.Core.Interceptors;
using InstructEngine.Hosting.Specs;
using InstructEngine.Storage;
using InstructEngine.Storage.Blobs;

namespace InstructEngine.Hosting.Grpc;

/// <summary>Gives callers the message of what went wrong, under the status that fits; anything unforeseen stays in the log.</summary>
internal sealed class GrpcErrors : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception) when (StatusOf(exception) is { } status)
        {
            throw new RpcException(new Status(status, exception.Message));
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception exception) when (StatusOf(exception) is { } status)
        {
            throw new RpcException(new Status(status, exception.Message));
        }
    }

    private static StatusCode? StatusOf(Exception exception) => exception switch
    {
        SpecException => StatusCode.InvalidArgument,
        BlobNotFoundException or BlobCorruptException or StoreCorruptException => StatusCode.DataLoss,
        StoreUnavailableException => StatusCode.Unavailable,
        _ => null,
    };
}
