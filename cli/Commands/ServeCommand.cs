using System.CommandLine;
using System.Net;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Reviews;
using InstructEngine.Hosting;
using InstructEngine.Review;
using Microsoft.AspNetCore.Connections;

namespace InstructEngine.Cli.Commands;

/// <summary><c>serve</c>: the review pages of a run's folder.</summary>
internal static class ServeCommand
{
    private const string Description =
        """
        Serves the review pages of a run: comparing pictures blind, and their results. Votes go to the run's folder as they come, so that a server that
        is stopped or killed loses nothing; the same command goes on.

        Without --annotators there is one annotator, whose token is printed. A file of annotators has a line 'name token' for each.

        Examples:
          instructengine serve --run runs/mine
          instructengine serve --run runs/mine --annotators annotators.txt --listen 0.0.0.0 --port 8300
        """;

    private const int DefaultPort = 8300;

    public static Command Create()
    {
        var run = new Option<string>("--run") { Description = "The run's folder.", HelpName = "DIR", Required = true };
        var annotators = new Option<string?>("--annotators") { Description = "File of annotators: a name and a token (16 characters or more) a line, or a JSON object of both.", HelpName = "FILE" };
        var admin = new Option<string?>("--admin-token-file") { Description = "File with the token of who sees the results. Default: one is made and printed.", HelpName = "FILE" };
        var port = new Option<int>("--port") { Description = "Port; 0 for any free one.", DefaultValueFactory = _ => DefaultPort };
        var listen = new Option<IPAddress>("--listen")
        {
            Description = "IP address to listen on; 0.0.0.0 for all of this machine's, so that others can reach it.",
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = result =>
            {
                if (IPAddress.TryParse(result.Tokens[0].Value, out var address))
                    return address;

                result.AddError($"--listen is '{result.Tokens[0].Value}'; expected an IP address such as 127.0.0.1.");
                return null;
            },
        };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535)
                result.AddError("--port must be from 0 to 65535.");
        });
        var command = new Command("serve", Description) { run, annotators, admin, port, listen };
        command.SetAction(async (parsed, stop) =>
        {
            var stored = StoredRun.Open(parsed.GetRequiredValue(run));
            var access = ReviewAccess.Of(stored.Folder, parsed.GetValue(annotators), parsed.GetValue(admin));
            await ServeAsync(stored, access, new ReviewOptions(parsed.GetValue(port), parsed.GetValue(listen)), parsed.InvocationConfiguration, stop);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static async Task ServeAsync(StoredRun run, ReviewAccess access, ReviewOptions options, InvocationConfiguration console, CancellationToken stop)
    {
        await using var server = await StartAsync(run, access, options, stop);
        await console.Output.WriteAsync(ServeText.Of(run, access, server.Address));
        await console.Output.FlushAsync(stop);
        if (options.Address is { } address && !IPAddress.IsLoopback(address))
            await console.Error.WriteLineAsync("Tokens and votes travel unencrypted: put a proxy with TLS before this port where the network is not your own.");

        var stopped = new TaskCompletionSource();
        await using var registration = stop.Register(() => stopped.TrySetResult());
        await stopped.Task;
    }

    private static async Task<ReviewServer> StartAsync(StoredRun run, ReviewAccess access, ReviewOptions options, CancellationToken stop)
    {
        try
        {
            return await ReviewServer.StartAsync(run, access.Reviewers, options, stop);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new CommandFailure(ExitCodes.PortInUse, $"Port {options.Port} is in use by another program: stop it, or choose another with --port.", exception);
        }
        catch (System.Net.Sockets.SocketException exception)
        {
            throw new CommandFailure(ExitCodes.Usage, $"Cannot listen on {options.Address} port {options.Port}: {exception.Message}. Choose others with --listen and --port.", exception);
        }
    }
}
