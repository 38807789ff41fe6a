using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Services.Tests.RenderService.Pairs;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Renderers.Endpoints;

public sealed class When_an_endpoint_is_set_up_wrongly
{
    [Theory]
    [InlineData(401, "Incorrect API key provided: sk-test-0123456789", "invalid_api_key", "refuses the key (401): Incorrect API key provided: *** (invalid_api_key) Set Render:Endpoints:test:Key or KeyFile")]
    [InlineData(404, "The model painter-1 does not exist", null, "is not there (404): The model painter-1 does not exist Check Render:Endpoints:test:Url")]
    [InlineData(400, "Unknown parameter: 'response_format'", "unknown_parameter", "refuses the request (400): Unknown parameter: 'response_format' (unknown_parameter) Check the renderer's model and parameters")]
    public async Task The_run_ends_at_once_with_what_it_said_and_what_to_set(int status, string message, string? code, string said)
    {
        await using var server = await ImagesServer.StartAsync(async (_, context, _) =>
        {
            await ImagesServer.ErrorAsync(context, status, message, code);
            return true;
        });
        await using var harness = await server.ServiceAsync();
        var failure = Assert.IsType<RunFailureException>(await harness.SendAsync(DemoPairs.Triple(2)));
        Assert.Contains(said, failure.Message);
        Assert.DoesNotContain(ImagesServer.Key, failure.ToString());
        Assert.InRange(server.Asked.Count, 1, 2);
        Assert.Empty(harness.Published<ImagePairRejected>());
    }

    [Fact]
    public async Task One_that_the_settings_do_not_know_is_named_with_those_they_do()
    {
        await using var server = await ImagesServer.StartAsync();
        await using var harness = await server.ServiceAsync(ImagesServer.Renderer with { Endpoint = "other" });
        var failure = Assert.IsType<RunFailureException>(await harness.SendAsync(DemoPairs.Triple(2)));
        Assert.Contains("names the endpoint 'other', which render-svc does not know (known are test): set Render:Endpoints:other:Url", failure.Message);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_said()
    {
        await using var harness = await RenderBench.StartAsync(
            RenderBench.Rendering with { Size = "32", Renderers = [ImagesServer.Renderer] },
            settings: [new("Render:Endpoints:test:Url", "http://127.0.0.1:9/v1"), new("Render:Endpoints:test:Retries", "1"), new("Render:Endpoints:test:RetryDelay", "0.01")]);
        Assert.Contains("at http://127.0.0.1:9/v1 did not answer", Assert.IsType<RunFailureException>(await harness.SendAsync(DemoPairs.Triple(2))).Message);
    }
}
