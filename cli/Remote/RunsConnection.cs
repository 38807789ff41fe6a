using Grpc.Core;
using Grpc.Net.Client;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Access;
using InstructEngine.Hosting.Grpc;
using InstructEngine.Hosting.Settings;
using InstructEngine.Protos.V1;

namespace InstructEngine.Cli.Remote;

/// <summary>A connection to a cluster's <c>Runs</c> service, whose failures are told as a user can act on them.</summary>
internal sealed class RunsConnection : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly Uri _server;

    public RunsConnection(Uri server)
        : this(server, AccessKey.FromEnvironment())
    {
    }

    /// <param name="key">Null calls without one.</param>
    public RunsConnection(Uri server, EndpointKey? key)
    {
        _server = server;
        _channel = ServerChannel.To(server, key);
        Client = new Runs.RunsClient(_channel);
    }

    public Runs.RunsClient Client { get; }

    /// <exception cref="CommandFailure">The server does not answer, or refuses.</exception>
    public Task<T> CallAsync<T>(Func<Runs.RunsClient, Task<T>> call, CancellationToken cancellationToken) => ToldAsync(() => call(Client), cancellationToken);

    /// <inheritdoc cref="CallAsync"/>
    public Task<T> CallTaxonomiesAsync<T>(Func<Protos.V1.Taxonomies.TaxonomiesClient, Task<T>> call, CancellationToken cancellationToken) =>
        ToldAsync(() => call(new Protos.V1.Taxonomies.TaxonomiesClient(_channel)), cancellationToken);

    private async Task<T> ToldAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Told(exception);
        }
    }

    /// <summary>The server went away, maybe to come back: a restart, a moved pod.</summary>
    public static bool IsOutage(RpcException exception) => exception.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded;

    public CommandFailure Told(RpcException exception) => exception.StatusCode switch
    {
        StatusCode.Unavailable or StatusCode.DeadlineExceeded => new CommandFailure(
            ExitCodes.Unreachable,
            $"{_server} does not answer: {Reason(exception)} Is taxonomy-svc running there, and is this its gRPC port?",
            exception),
        StatusCode.NotFound or StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange or StatusCode.Aborted =>
            new CommandFailure(ExitCodes.Usage, exception.Status.Detail, exception),
        StatusCode.Unauthenticated => new CommandFailure(
            ExitCodes.Usage,
            $"{_server} wants its key: {SettingNames.Variable("Access:KeyFile")} names a file whose first line it is (or {SettingNames.Variable("Access:Key")} is the key); the one given, if any, is another.",
            exception),
        StatusCode.Unimplemented => new CommandFailure(
            ExitCodes.Usage, $"{_server} answers, but has no Runs service: name the gRPC address of taxonomy-svc.", exception),
        _ => new CommandFailure(ExitCodes.RunFailed, $"{_server} could not do it: {exception.StatusCode}, {exception.Status.Detail}", exception),
    };

    public void Dispose() => _channel.Dispose();

    private static string Reason(RpcException exception)
    {
        var innermost = exception.Status.DebugException?.GetBaseException().Message ?? exception.Status.Detail;
        return innermost.EndsWith('.') ? innermost : innermost + ".";
    }
}
