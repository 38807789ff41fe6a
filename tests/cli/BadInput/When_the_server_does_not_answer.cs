using System.Net;
using System.Net.Sockets;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public class When_the_server_does_not_answer
{
    [Theory]
    [InlineData("submit")]
    [InlineData("status")]
    [InlineData("watch", "0123456789abcdef0123456789abcdef")]
    [InlineData("cancel", "0123456789abcdef0123456789abcdef")]
    public async Task The_message_names_it_and_the_code_says_so(string command, string? runId = null)
    {
        var server = $"http://127.0.0.1:{FreePort()}";
        string[] args = runId is null ? [command, "--server", server] : [command, runId, "--server", server];

        var run = await CommandLine.RunAsync(args);

        Assert.Equal(ExitCodes.Unreachable, run.ExitCode);
        Assert.Contains(server, run.Error, StringComparison.Ordinal);
        Assert.Contains("does not answer", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
