using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Health.V1;
using Grpc.Net.Client;
using InstructEngine.Hosting;
using InstructEngine.Shared.Tests.Hosting.Processes;
using Microsoft.Extensions.Hosting;

namespace InstructEngine.Shared.Tests.Hosting.Tls;

public sealed class When_a_service_has_a_certificate : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly int _http = ServiceArguments.FreePort();
    private readonly int _grpc = ServiceArguments.FreePort();
    private string[] _settings = [];
    private IHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        var (certificate, key) = _authority.IssueInto(_folder.Path, "render-svc");
        _settings = [$"--Http:Port={_http}", $"--Grpc:Port={_grpc}", $"--Tls:CertificateFile={certificate}", $"--Tls:KeyFile={key}"];
        _host = ServiceHostBuilder.Build(ServiceArguments.InFolder(_folder.Path, _settings), new TestModule("render-svc"), out _);
        await _host.StartAsync();
    }

    [Fact]
    public async Task Both_ports_show_it()
    {
        using var http = new HttpClient(Trusting());
        using var channel = GrpcChannel.ForAddress($"https://localhost:{_grpc}", new GrpcChannelOptions { HttpHandler = Trusting(), DisposeHttpClient = true });

        Assert.Contains("Healthy", await http.GetStringAsync($"https://localhost:{_http}/health/live"), StringComparison.Ordinal);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest())).Status);
    }

    [Fact]
    public async Task Who_does_not_trust_its_authority_gets_nothing()
    {
        using var http = new HttpClient();

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync($"https://localhost:{_http}/health/live"));

        Assert.Equal(HttpRequestError.SecureConnectionError, refused.HttpRequestError);
    }

    [Fact]
    public async Task Nothing_is_answered_in_the_open()
    {
        using var http = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync($"http://localhost:{_http}/health/live"));
    }

    [Fact]
    public async Task Its_health_can_be_asked_beside_it()
    {
        using var error = new StringWriter();

        var exitCode = await ServiceHost.RunAsync(["--health", "--Listen:Address=127.0.0.1", .. _settings], new TestModule("render-svc"), error);

        Assert.Equal((ExitCodes.Ok, ""), (exitCode, error.ToString()));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _authority.Dispose();
        _folder.Dispose();
    }

    private SocketsHttpHandler Trusting()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_authority.Certificate);
        return new() { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } };
    }
}
