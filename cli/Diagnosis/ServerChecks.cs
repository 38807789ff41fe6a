using System.Text.Json;
using Grpc.Core;
using InstructEngine.Cli.Output;
using InstructEngine.Cli.Remote;
using InstructEngine.Hosting.Access;
using InstructEngine.Hosting.Settings;
using InstructEngine.Protos.V1;

namespace InstructEngine.Cli.Diagnosis;

/// <summary>Asks services how they are: taxonomy-svc over gRPC as the other commands do, any of them over HTTP.</summary>
internal static class ServerChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The server, the key it wants, and its clock.</summary>
    public static async Task<IReadOnlyList<Check>> OfServerAsync(Uri server, CancellationToken stop)
    {
        var found = new List<Check>();
        found.Add(await Check.RunAsync(
            "server",
            async cancellation =>
            {
                using var connection = new RunsConnection(server);
                var asked = DateTimeOffset.UtcNow;
                using var call = connection.Client.ListAsync(new ListRunsRequest { PageSize = 1 }, deadline: DateTime.UtcNow + Patience, cancellationToken: cancellation);
                var date = await DateOfAsync(call);
                var answered = DateTimeOffset.UtcNow;
                try
                {
                    await connection.CallAsync(_ => call.ResponseAsync, cancellation);
                }
                finally
                {
                    if (date is not null)
                        found.Add(ClockCheck.Of("server's clock", date, asked, answered));
                }

                return Check.Ok("server", $"{server} answers");
            },
            stop));
        found.Reverse();
        if (found[0].State == CheckState.Ok)
            found.Insert(1, await Check.RunAsync("access key", cancellation => KeyAsync(server, cancellation), stop));
        return found;
    }

    public static async Task<IReadOnlyList<Check>> OfServiceAsync(Uri service, CancellationToken stop)
    {
        using var http = new HttpClient { Timeout = Patience };
        var found = new List<Check>();
        found.Add(await Check.RunAsync(
            $"service {service}",
            async cancellation =>
            {
                var asked = DateTimeOffset.UtcNow;
                try
                {
                    using var response = await http.GetAsync(new Uri(service, "/health/ready"), cancellation);
                    found.Add(ClockCheck.Of($"clock of {service}", response.Headers.TryGetValues("Date", out var dates) ? dates.First() : null, asked, DateTimeOffset.UtcNow));
                    return response.IsSuccessStatusCode
                        ? Check.Ok($"service {service}", "ready")
                        : Check.Failed($"service {service}", $"/health/ready answers {(int)response.StatusCode}: {DisplayText.Of(Problems(await response.Content.ReadAsStringAsync(cancellation)))}");
                }
                catch (HttpRequestException exception)
                {
                    return Check.Failed($"service {service}", $"does not answer: {exception.Message} Is the service running, and is this its HTTP port (8101 to 8105)?");
                }
            },
            stop));
        found.Reverse();
        return found;
    }

    /// <summary>The key itself was right, or the server check had failed: is there one at all?</summary>
    private static async Task<Check> KeyAsync(Uri server, CancellationToken cancellation)
    {
        using var connection = new RunsConnection(server, key: null);
        try
        {
            await connection.Client.ListAsync(new ListRunsRequest { PageSize = 1 }, deadline: DateTime.UtcNow + Patience, cancellationToken: cancellation);
            return AccessKey.FromEnvironment() is null
                ? Check.Ok("access key", "none is wanted: whoever reaches the ports may call")
                : Check.Failed("access key", $"one is set here, but {server} lets callers in without any: set {SettingNames.Variable("Access:KeyFile")} of the services too");
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unauthenticated)
        {
            return Check.Ok("access key", "the one set here is right, and callers without it are refused");
        }
        catch (RpcException exception)
        {
            throw connection.Told(exception);
        }
    }

    private static async Task<string?> DateOfAsync(AsyncUnaryCall<ListRunsResponse> call)
    {
        try
        {
            return (await call.ResponseHeadersAsync).GetValue("date");
        }
        catch (RpcException)
        {
            // The call itself says what is wrong.
            return null;
        }
    }

    /// <summary>The checks of a health page that are not healthy, in words.</summary>
    private static string Problems(string page)
    {
        try
        {
            using var document = JsonDocument.Parse(page);
            var failing = document.RootElement.GetProperty("checks").EnumerateObject()
                .Where(check => check.Value.GetProperty("status").GetString() != "Healthy")
                .Select(check => $"{check.Name} is {check.Value.GetProperty("status").GetString()?.ToLowerInvariant()} ({check.Value.GetProperty("description").GetString()})");
            return string.Join("; ", failing);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return page;
        }
    }
}
