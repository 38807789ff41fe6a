using InstructEngine.Contracts.V1;
using InstructEngine.RenderService.Renderers;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Pairs;

public sealed class When_a_renderer_gives_no_image
{
    [Fact]
    public async Task It_is_asked_again_with_the_next_seed_until_the_attempts_are_used_up()
    {
        var renderer = new FakeRenderer { Rejection = Drawing.Rejected("undecodable image", "12 bytes.") };
        await using var harness = await RenderBench.StartAsync(renderer);
        Assert.Null(await harness.SendAsync(DemoPairs.Triple(2)));
        var rejected = Assert.Single(harness.Published<ImagePairRejected>());
        Assert.Equal(("undecodable image: 12 bytes.", 3), (rejected.Reason, rejected.Attempts));
        Assert.Null(rejected.Scores);
        Assert.Equal(("fake", "fake-hash"), (rejected.Renderer, rejected.RendererHash));
        Assert.Equal(3, renderer.Drawn.Select(requests => requests[0].Seed).Distinct().Count());
    }

    [Fact]
    public async Task It_is_not_asked_again_where_that_would_end_the_same()
    {
        var renderer = new FakeRenderer { Rejection = Drawing.Rejected("refused by the renderer", "no.", isFinal: true) };
        await using var harness = await RenderBench.StartAsync(renderer);
        Assert.Null(await harness.SendAsync(DemoPairs.Triple(2)));
        Assert.Equal(1, Assert.Single(harness.Published<ImagePairRejected>()).Attempts);
        Assert.Single(renderer.Drawn);
    }
}
