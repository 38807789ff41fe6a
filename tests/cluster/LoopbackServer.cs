using System.Net;
using System.Net.Sockets;

namespace InstructEngine.Cluster.Tests;

/// <summary>An HTTP server of a test, on a port of its own.</summary>
internal abstract class LoopbackServer : IDisposable
{
    private readonly HttpListener _listener;

    protected LoopbackServer()
    {
        (_listener, Address) = Listen();
        _ = Task.Run(ServeAsync);
    }

    /// <summary>Without a slash at its end.</summary>
    public string Address { get; }

    public void Dispose() => ((IDisposable)_listener).Dispose();

    protected abstract Task AnswerAsync(HttpListenerContext context);

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                await AnswerAsync(context);
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The caller went away, or the test is over.
            }
        }
    }

    private static (HttpListener, string) Listen()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        free.Stop();
        var listener = new HttpListener { Prefixes = { address + "/" } };
        listener.Start();
        return (listener, address);
    }
}
