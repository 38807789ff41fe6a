using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Storage;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Pairs;

public sealed class What_is_recorded_of_an_image
{
    [Fact]
    public async Task Its_renderer_weights_sampler_steps_guidance_and_time()
    {
        var renderer = new FakeRenderer();
        var rendering = RenderBench.Rendering with { Scheduler = "euler", Size = "32", Renderers = [new RendererSpec(Model: "fake", Steps: 7, GuidanceScale: 3)] };
        await using var harness = await RenderBench.StartAsync(renderer, rendering);
        Assert.Null(await harness.SendAsync(DemoPairs.Triple(2)));
        var pair = Assert.Single(await harness.StoredAsync<ImagePairRendered>(Collections.Pairs, DemoPairs.RunId));
        Assert.Equal(new ImageDrawing("fake", "fake-hash", "euler", 7, 3, 0.5), pair.PreferredImage.Drawing);
        Assert.Equal(pair.PreferredImage.Drawing, pair.DispreferredImage.Drawing);
        Assert.Equal((32, 32), Assert.Single(renderer.Settings).Size);
    }

    [Fact]
    public async Task Two_seeds_where_they_are_not_shared()
    {
        var renderer = new FakeRenderer();
        await using var harness = await RenderBench.StartAsync(renderer, RenderBench.Rendering with { SharedSeed = false });
        Assert.Null(await harness.SendAsync(DemoPairs.Triple(2)));
        var pair = Assert.Single(harness.Published<ImagePairRendered>());
        Assert.NotEqual(pair.PreferredImage.Seed, pair.DispreferredImage.Seed);

        // The preferred image is the one of a shared seed.
        await using var shared = await RenderBench.StartAsync(new FakeRenderer());
        Assert.Null(await shared.SendAsync(DemoPairs.Triple(2)));
        Assert.Equal(pair.PreferredImage.Seed, Assert.Single(shared.Published<ImagePairRendered>()).PreferredImage.Seed);
    }

    [Fact]
    public async Task Of_a_rejected_pair_the_scores_of_its_last_attempt()
    {
        var renderer = new FakeRenderer((_, request) => DemoPairs.Draw(DemoPairs.Scenes(2).Preferred, request.Seed + request.Prompt.Length));
        await using var harness = await RenderBench.StartAsync(renderer);
        Assert.Null(await harness.SendAsync(DemoPairs.Triple(2)));
        var rejected = Assert.Single(await harness.StoredAsync<ImagePairRejected>(Collections.RejectedPairs, DemoPairs.RunId));
        Assert.Equal((1, 1), (rejected.Scores!.PreferredOwn, rejected.Scores.DispreferredOther));
        Assert.InRange(rejected.Scores.DispreferredOwn, 0.5, 0.9);
        Assert.Equal(rejected, Assert.Single(harness.Published<ImagePairRejected>()));
    }

    [Fact]
    public void Records_of_earlier_versions_are_read_and_written_as_they_were()
    {
        const string image = """{"blob":{"sha256":"aa","size":3},"width":32,"height":32,"seed":7,"ownScore":1,"otherScore":0.8}""";
        var read = JsonSerializer.Deserialize<RenderedImage>(image, StorageJson.Options)!;
        Assert.Null(read.Drawing);
        Assert.Equal(image, JsonSerializer.Serialize(read, StorageJson.Options));
        const string rejected = """{"runId":"r","tripleId":"t","leafId":"l","dimension":"Aesthetics","reason":"low score: x","attempts":3}""";
        Assert.Equal(rejected, JsonSerializer.Serialize(JsonSerializer.Deserialize<ImagePairRejected>(rejected, StorageJson.Options), StorageJson.Options));
    }
}
