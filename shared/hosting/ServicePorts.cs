using InstructEngine.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace InstructEngine.Hosting;

/// <summary>The ports of a service. They are two: without TLS, HTTP/1 and HTTP/2 cannot be told apart on one.</summary>
/// <param name="Http"><c>Http:Port</c>: REST, <c>/metrics</c>, <c>/health</c>.</param>
/// <param name="Grpc"><c>Grpc:Port</c>: gRPC with reflection and health.</param>
/// <param name="Address"><c>Listen:Address</c>, an IP address; null (the default) for all of the machine's.</param>
public sealed record ServicePorts(int Http, int Grpc, System.Net.IPAddress? Address)
{
    private static readonly string[] InOrder = ["taxonomy-svc", "instruction-svc", "render-svc", "trainer-svc", "eval-svc"];

    /// <summary>8101 to 8105, in the order of the stages; 8100 for any other name.</summary>
    public static int DefaultHttp(string service) => 8101 + Array.IndexOf(InOrder, service);

    /// <summary>8201 to 8205, in the order of the stages; 8200 for any other name.</summary>
    public static int DefaultGrpc(string service) => 8201 + Array.IndexOf(InOrder, service);

    /// <exception cref="SettingException">A value is out of its range.</exception>
    public static ServicePorts From(IConfiguration configuration, string service)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var read = new SettingReader(configuration);
        var address = configuration["Listen:Address"];
        System.Net.IPAddress? parsed = null;
        if (!string.IsNullOrEmpty(address) && address != "*" && !System.Net.IPAddress.TryParse(address, out parsed))
            throw new SettingException("Listen:Address", address, "an IP address, or * for all");

        return new(read.Integer("Http:Port", DefaultHttp(service), 0, 65535), read.Integer("Grpc:Port", DefaultGrpc(service), 0, 65535), parsed);
    }
}
