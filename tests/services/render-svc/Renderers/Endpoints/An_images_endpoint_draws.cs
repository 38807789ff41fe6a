using System.Text.Json.Nodes;
using InstructEngine.Contracts.V1;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Renderers.Endpoints;

public sealed class An_images_endpoint_draws
{
    [Fact]
    public async Task Both_images_of_a_pair_in_the_size_asked_for()
    {
        await using var server = await ImagesServer.StartAsync();
        await using var harness = await server.ServiceAsync();
        Assert.Null(await harness.SendAsync(DemoPairs.Triple(2)));
        var pair = Assert.Single(harness.Published<ImagePairRendered>());
        Assert.Equal(("test/painter-1", 0), (pair.Renderer, pair.Attempt));
        Assert.Equal((1, 1), (pair.PreferredImage.OwnScore, pair.DispreferredImage.OwnScore));
        Assert.Equal(pair.RendererHash, pair.PreferredImage.Drawing!.RendererHash);
        Assert.Equal((null, null, null), (pair.PreferredImage.Drawing.Scheduler, pair.PreferredImage.Drawing.Steps, pair.PreferredImage.Drawing.GuidanceScale));
        Assert.True(pair.PreferredImage.Drawing.Seconds > 0);

        Assert.Equal(new[] { pair.Preferred, pair.Dispreferred }.Order(), server.Asked.Select(body => (string)body["prompt"]!).Order());
        Assert.All(server.Asked, body => Assert.Equal(("painter-1", 1, "32x32", "b64_json"), ((string)body["model"]!, (int)body["n"]!, (string)body["size"]!, (string)body["response_format"]!)));
        Assert.All(server.Authorizations, authorization => Assert.Equal($"Bearer {ImagesServer.Key}", authorization));
    }

    [Fact]
    public async Task What_is_only_given_an_address_of_is_fetched_without_the_key()
    {
        await using var server = await ImagesServer.StartAsync(
            async (_, context, body) =>
            {
                var url = $"{context.Request.Scheme}://{context.Request.Host}/files/{Uri.EscapeDataString((string)body["prompt"]!)}";
                await ImagesServer.JsonAsync(context, 200, new JsonObject { ["data"] = new JsonArray(new JsonObject { ["url"] = url }) }.ToJsonString());
                return true;
            },
            context => context.Response.Body.WriteAsync(ImagesServer.Draw((string)context.Request.RouteValues["name"]!)).AsTask());
        await using var harness = await server.ServiceAsync();
        Assert.Null(await harness.SendAsync(DemoPairs.Triple(2)));
        Assert.Single(harness.Published<ImagePairRendered>());
        Assert.Equal([null, null], server.FetchAuthorizations);
    }

    [Fact]
    public async Task With_parameters_of_its_own_which_its_hash_tells()
    {
        await using var server = await ImagesServer.StartAsync();
        var renderer = ImagesServer.Renderer with { Parameters = (JsonObject)JsonNode.Parse("""{ "response_format": null, "quality": "high", "seed": "{seed}" }""")! };
        await using var harness = await server.ServiceAsync(renderer);
        Assert.Null(await harness.SendAsync(DemoPairs.Triple(2)));
        var pair = Assert.Single(harness.Published<ImagePairRendered>());
        Assert.All(server.Asked, body =>
        {
            Assert.False(body.ContainsKey("response_format"));
            Assert.Equal("high", (string)body["quality"]!);
            Assert.Equal(pair.PreferredImage.Seed & int.MaxValue, (long)body["seed"]!);
        });

        await using var other = await server.ServiceAsync();
        Assert.Null(await other.SendAsync(DemoPairs.Triple(2)));
        Assert.NotEqual(pair.RendererHash, Assert.Single(other.Published<ImagePairRendered>()).RendererHash);
    }

    [Fact]
    public async Task As_many_at_once_as_it_may()
    {
        var (now, most) = (0, 0);
        await using var server = await ImagesServer.StartAsync(async (_, _, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(20);
            Interlocked.Decrement(ref now);
            return false;
        });
        await using var harness = await server.ServiceAsync(settings: ("Concurrency", "3"));
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 8).Select(i => harness.SendAsync(DemoPairs.Triple(i)))), Assert.Null);
        Assert.Equal(8, harness.Published<ImagePairRendered>().Count);
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Beside_others_by_share()
    {
        await using var server = await ImagesServer.StartAsync();
        await using var harness = await server.ServiceAsync();
        var known = harness.Get<InstructEngine.RenderService.Renderers.IImageRenderers>();
        var first = await known.GetAsync(ImagesServer.Renderer, default);
        var second = await known.GetAsync(ImagesServer.Renderer with { Model = "painter-2" }, default);
        Assert.Equal(("test/painter-1", "test/painter-2"), (first.Name, second.Name));
        Assert.NotEqual(first.WeightsHash, second.WeightsHash);
        Assert.Equal(first.WeightsHash, (await known.GetAsync(ImagesServer.Renderer with { Share = 5 }, default)).WeightsHash);
    }
}
