using Grpc.Core;
using InstructEngine.Hosting.Runs;

namespace InstructEngine.Hosting.Grpc;

/// <summary>What every query about a run checks first.</summary>
public static class RunRequests
{
    private const int MaxIdLength = 128;

    /// <exception cref="RpcException">The id is malformed, or there is no such run.</exception>
    public static async Task<RunDocument> RequireAsync(this RunDirectory runs, string runId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runs);
        RequireId(runId, "run_id");
        return await runs.FindAsync(runId, cancellationToken)
            ?? throw new RpcException(new Status(StatusCode.NotFound, $"There is no run {runId} in this store."));
    }

    /// <exception cref="RpcException">The id is malformed.</exception>
    public static void RequireId(string id, string field)
    {
        if (id is not { Length: >= 1 and <= MaxIdLength } || !id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"{field} is not an id: expected 1 to {MaxIdLength} letters, digits, '-', '_' or '.'."));
    }
}
