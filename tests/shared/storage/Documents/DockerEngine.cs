using System.Net.Sockets;
using System.Text;

namespace InstructEngine.Shared.Tests.Storage.Documents;

/// <summary>Asks quickly whether a Docker engine answers, before anything waits long for one.</summary>
internal static class DockerEngine
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    public static async Task<bool> AnswersAsync()
    {
        var host = new Uri(Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } given ? given : "unix:///var/run/docker.sock");
        using var timeout = new CancellationTokenSource(Limit);
        try
        {
            using var socket = host.Scheme == "unix"
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
            await (host.Scheme == "unix"
                ? socket.ConnectAsync(new UnixDomainSocketEndPoint(host.AbsolutePath), timeout.Token)
                : socket.ConnectAsync(host.Host, host.Port, timeout.Token));
            await socket.SendAsync("GET /_ping HTTP/1.0\r\n\r\n"u8.ToArray(), timeout.Token);

            var answer = new byte[64];
            var read = await socket.ReceiveAsync(answer, timeout.Token);
            return Encoding.ASCII.GetString(answer, 0, read).Contains(" 200 ", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
