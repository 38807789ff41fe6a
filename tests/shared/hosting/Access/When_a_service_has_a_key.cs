using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Reflection.V1Alpha;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Access;
using InstructEngine.Hosting.Grpc;
using InstructEngine.Shared.Tests.Hosting.Processes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InstructEngine.Shared.Tests.Hosting.Access;

public sealed class When_a_service_has_a_key : IAsyncLifetime
{
    private const string Key = "canary-7d41e0c2b8a94f55";

    private readonly TemporaryFolder _folder = new();
    private IHost _host = null!;
    private Uri _http = null!;
    private Uri _grpc = null!;

    public async ValueTask InitializeAsync()
    {
        var secrets = Directory.CreateDirectory(Path.Combine(_folder.Path, "secrets")).FullName;
        await File.WriteAllTextAsync(Path.Combine(secrets, "ACCESS__KEY"), Key + "\n");
        _host = ServiceHostBuilder.Build(ServiceArguments.InFolder(_folder.Path, $"--Secrets:Folder={secrets}"), new TestModule("render-svc"), out _);
        await _host.StartAsync();
        var addresses = _host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).ToArray();
        (_http, _grpc) = (addresses[0], addresses[1]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer canary-7d41e0c2b8a94f56")]
    [InlineData("Bearer canary-7d41e0c2b8a94f5")]
    [InlineData("Bearer")]
    [InlineData("Basic canary-7d41e0c2b8a94f55")]
    [InlineData("canary-7d41e0c2b8a94f55")]
    public async Task Who_has_none_or_another_is_told_401(string? authorization)
    {
        using var answer = await GetAsync("/v1/anything", authorization);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.DoesNotContain(Key, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_it_gets_through()
    {
        using var answer = await GetAsync("/v1/anything", $"Bearer {Key}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    public async Task Health_and_metrics_are_open(string page)
    {
        using var answer = await GetAsync(page, null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_gRPC_call_without_it_is_unauthenticated_and_with_it_answered()
    {
        using var without = ServerChannel.To(_grpc, null);
        using var with = ServerChannel.To(_grpc, AccessKey.From(new ConfigurationBuilder().AddInMemoryCollection([new("Access:Key", Key)]).Build()));

        var refused = await Assert.ThrowsAsync<RpcException>(() => ReflectAsync(without, asks: false));
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
        Assert.Contains("Authorization: Bearer", refused.Status.Detail, StringComparison.Ordinal);
        Assert.True(await ReflectAsync(with));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await new Health.HealthClient(without).CheckAsync(new HealthCheckRequest())).Status);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _folder.Dispose();
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? authorization)
    {
        using var http = new HttpClient { BaseAddress = _http };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null)
            Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));

        return await http.SendAsync(request);
    }

    /// <param name="asks">False where the call is refused: what is written after that is cancelled, and hides the refusal.</param>
    private static async Task<bool> ReflectAsync(GrpcChannel channel, bool asks = true)
    {
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo();
        if (asks)
            await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        return await call.ResponseStream.MoveNext(default);
    }
}
