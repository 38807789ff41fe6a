using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Pairs;

public sealed class When_no_attempt_passes
{
    [Fact]
    public async Task A_black_image_is_rejected_with_that_reason()
    {
        var (rejected, renderer) = await RejectAsync((_, _) => new RgbImage(32, 32, new byte[32 * 32 * 3]), DemoPairs.Triple(2));
        Assert.StartsWith("blank image: ", rejected.Reason);
        Assert.Equal(3, rejected.Attempts);
        Assert.Equal(3, renderer.Drawn.Count);
    }

    [Fact]
    public async Task A_wrong_picture_is_rejected_with_its_scores()
    {
        var (rejected, _) = await RejectAsync((_, request) => DemoPairs.Draw(DemoPairs.Scenes(2).Preferred, request.Seed + request.Prompt.Length), DemoPairs.Triple(2));
        Assert.Matches(@"^(dispreferred image mismatch: .* fits its own instruction with 0\.\d+ and the other with 1;|equal images: )", rejected.Reason);
    }

    [Fact]
    public async Task An_instruction_outside_the_world_is_rejected_before_drawing()
    {
        var (rejected, renderer) = await RejectAsync(null, DemoPairs.Triple(2) with { Dispreferred = "an oil painting of a castle" });
        Assert.StartsWith("outside the world: ", rejected.Reason);
        Assert.Equal(0, rejected.Attempts);
        Assert.Empty(renderer.Drawn);
    }

    private static async Task<(ImagePairRejected Rejected, FakeRenderer Renderer)> RejectAsync(
        Func<int, ImageRequest, RgbImage?>? instead, InstructionTripleCreated triple)
    {
        var renderer = new FakeRenderer(instead);
        await using var harness = await RenderBench.StartAsync(renderer);
        Assert.Null(await harness.SendAsync(triple));
        var rejected = Assert.Single(await harness.StoredAsync<ImagePairRejected>(Collections.RejectedPairs, DemoPairs.RunId));
        Assert.Equal(rejected, Assert.Single(harness.Published<ImagePairRejected>()));
        Assert.Empty(harness.Published<ImagePairRendered>());
        return (rejected, renderer);
    }
}
