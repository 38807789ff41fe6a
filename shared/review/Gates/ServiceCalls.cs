using Grpc.Core;

namespace InstructEngine.Review.Gates;

/// <summary>Tells what a service refused as a reviewer can act on it.</summary>
internal static class ServiceCalls
{
    /// <exception cref="DeskException">The service refuses, or does not answer.</exception>
    public static async Task<T> ToldAsync<T>(AsyncUnaryCall<T> call, string service, CancellationToken cancellationToken)
    {
        try
        {
            return await call.ResponseAsync;
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw exception.StatusCode switch
            {
                StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange => new DeskException(DeskFault.Refused, exception.Status.Detail, exception),
                StatusCode.Aborted => new DeskException(DeskFault.Conflict, exception.Status.Detail, exception),
                StatusCode.NotFound => new DeskException(DeskFault.Missing, exception.Status.Detail, exception),
                _ => new DeskException(DeskFault.Away, $"{service} does not answer just now. Nothing is lost; try again in a moment.", exception),
            };
        }
    }
}
