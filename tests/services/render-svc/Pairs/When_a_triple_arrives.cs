using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Images;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Pairs;

public sealed class When_a_triple_arrives
{
    [Fact]
    public async Task Two_verified_images_of_one_seed_are_stored_then_published()
    {
        var renderer = new FakeRenderer();
        await using var harness = await RenderBench.StartAsync(renderer);
        var triple = DemoPairs.Triple(2);
        Assert.Null(await harness.SendAsync(triple));

        var pair = Assert.Single(await harness.StoredAsync<ImagePairRendered>(Collections.Pairs, DemoPairs.RunId));
        Assert.Equal(pair, Assert.Single(harness.Published<ImagePairRendered>()));
        Assert.Equal((triple.TripleId, triple.Preferred, triple.Dispreferred), (pair.TripleId, pair.Preferred, pair.Dispreferred));
        Assert.Equal(("fake", "fake-hash", 0), (pair.Renderer, pair.RendererHash, pair.Attempt));
        Assert.Equal(pair.PreferredImage.Seed, pair.DispreferredImage.Seed);
        Assert.Equal((1, 1), (pair.PreferredImage.OwnScore, pair.DispreferredImage.OwnScore));
        Assert.True(pair.PreferredImage.OtherScore < 1);

        var image = RgbImage.FromPng(await harness.Blobs.ReadAsync(pair.PreferredImage.Blob, default));
        Assert.True(image.Rgb.Span.SequenceEqual(DemoPairs.Draw(DemoPairs.Scenes(2).Preferred, pair.PreferredImage.Seed).Rgb.Span));
    }

    [Fact]
    public async Task Delivered_twice_it_is_drawn_once_and_announced_twice()
    {
        var renderer = new FakeRenderer();
        await using var harness = await RenderBench.StartAsync(renderer);
        await harness.SendAsync(DemoPairs.Triple(2));
        await harness.SendAsync(DemoPairs.Triple(2));
        Assert.Single(renderer.Drawn);
        var published = harness.Published<ImagePairRendered>();
        Assert.Equal(2, published.Count);
        Assert.Equal(published[0], published[1]);
    }

    [Fact]
    public async Task Its_seeds_follow_from_the_run_the_triple_and_the_attempt()
    {
        var first = await SeedsAsync();
        Assert.Equal(first, await SeedsAsync());
        Assert.Equal(4, first.Distinct().Count());

        static async Task<List<long>> SeedsAsync()
        {
            var renderer = new FakeRenderer((call, _) => call % 2 == 0 ? Blank() : null);
            await using var harness = await RenderBench.StartAsync(renderer);
            await harness.SendAsync(DemoPairs.Triple(1));
            await harness.SendAsync(DemoPairs.Triple(4));
            return [.. renderer.Drawn.Select(requests => requests.Select(request => request.Seed).Distinct().Single())];
        }
    }

    [Fact]
    public async Task A_failed_attempt_is_followed_by_another()
    {
        var renderer = new FakeRenderer((call, _) => call == 0 ? Blank() : null);
        await using var harness = await RenderBench.StartAsync(renderer);
        await harness.SendAsync(DemoPairs.Triple(2));
        Assert.Equal(1, Assert.Single(harness.Published<ImagePairRendered>()).Attempt);
    }

    [Fact]
    public async Task That_of_an_ended_run_is_passed_over()
    {
        var renderer = new FakeRenderer();
        await using var harness = await RenderBench.StartAsync(renderer);
        await harness.Runs.CancelAsync(DemoPairs.RunId, default);
        Assert.Null(await harness.SendAsync(DemoPairs.Triple(2)));
        Assert.Empty(renderer.Drawn);
    }

    private static RgbImage Blank() => new(32, 32, new byte[32 * 32 * 3]);
}
