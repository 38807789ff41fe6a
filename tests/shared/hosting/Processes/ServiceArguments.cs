using System.Net;
using System.Net.Sockets;

namespace InstructEngine.Shared.Tests.Hosting.Processes;

/// <summary>The command line of a service that a test starts in its own process.</summary>
internal static class ServiceArguments
{
    public static string[] InFolder(string folder, params string[] more) =>
    [
        "--Listen:Address=127.0.0.1", "--Http:Port=0", "--Grpc:Port=0", "--Bus:Transport=memory",
        $"--Storage:SqlitePath={Path.Combine(folder, "run.db")}", $"--Storage:BlobFolder={Path.Combine(folder, "blobs")}", .. more,
    ];

    /// <summary>Listens on a port that the machine chose.</summary>
    public static TcpListener Occupy(out int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return listener;
    }

    /// <summary>A port that nobody listens on just now.</summary>
    public static int FreePort()
    {
        using var listener = Occupy(out var port);
        return port;
    }
}
