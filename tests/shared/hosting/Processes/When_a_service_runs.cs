using System.Net;
using System.Text.Json;
using Grpc.Health.V1;
using Grpc.Net.Client;
using InstructEngine.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InstructEngine.Shared.Tests.Hosting.Processes;

public sealed class When_a_service_runs : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private IHost _host = null!;
    private Uri _grpc = null!;

    public async ValueTask InitializeAsync()
    {
        _host = ServiceHostBuilder.Build(ServiceArguments.InFolder(_folder.Path), new TestModule("render-svc"), out _);
        await _host.StartAsync();
        var addresses = _host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).ToArray();
        _http.BaseAddress = addresses[0];
        _grpc = addresses[1];
    }

    [Theory]
    [InlineData("startup")]
    [InlineData("ready")]
    [InlineData("live")]
    public async Task Its_health_pages_answer(string page)
    {
        using var answer = await _http.GetAsync($"/health/{page}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("Healthy", body.RootElement.GetProperty("status").GetString());
        Assert.Equal(page == "ready", body.RootElement.GetProperty("checks").TryGetProperty("stores", out _));
    }

    [Fact]
    public async Task Its_metrics_are_what_Prometheus_reads()
    {
        using var answer = await _http.GetAsync("/metrics");

        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("# TYPE process_cpu_seconds_total counter", text, StringComparison.Ordinal);
        Assert.Contains("kestrel_", text, StringComparison.Ordinal);
        Assert.DoesNotContain("eventcounter", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Its_gRPC_port_tells_its_health()
    {
        using var channel = GrpcChannel.ForAddress(_grpc);

        var health = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest());

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.StopAsync();
        _host.Dispose();
        _folder.Dispose();
    }
}
