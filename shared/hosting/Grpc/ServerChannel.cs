using System.Net.Http.Headers;
using Grpc.Net.Client;
using InstructEngine.Hosting.Settings;

namespace InstructEngine.Hosting.Grpc;

/// <summary>Channels to services.</summary>
public static class ServerChannel
{
    /// <param name="server">As <c>http://host:8201</c>, or <c>https</c>.</param>
    /// <param name="key">What the service wants of its callers; null where it wants nothing.</param>
    public static GrpcChannel To(Uri server, EndpointKey? key) => GrpcChannel.ForAddress(server, new GrpcChannelOptions
    {
        MaxReceiveMessageSize = null,
        DisposeHttpClient = true,
        HttpHandler = key is null ? null : new KeyHandler(key),
    });

    /// <summary>Not gRPC's call credentials: these are refused without TLS, which inside a cluster may be the mesh's matter.</summary>
    private sealed class KeyHandler(EndpointKey key) : DelegatingHandler(new SocketsHttpHandler { EnableMultipleHttp2Connections = true })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
            return base.SendAsync(request, cancellationToken);
        }
    }
}
