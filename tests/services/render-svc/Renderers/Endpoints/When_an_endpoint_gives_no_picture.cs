using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Images;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Renderers.Endpoints;

public sealed class When_an_endpoint_gives_no_picture
{
    [Theory]
    [InlineData(400, "Your request was rejected as a result of our safety system.", "content_policy_violation")]
    [InlineData(400, "Your request was rejected by the safety system.", "moderation_blocked")]
    [InlineData(403, "This prompt is against our content policy", null)]
    [InlineData(422, "blocked", "ContentFilter")]
    public async Task A_refusal_is_a_rejection_with_its_reason_and_is_not_argued_with(int status, string message, string? code)
    {
        var (rejected, asked) = await RejectAsync(context => ImagesServer.ErrorAsync(context, status, message, code));
        Assert.StartsWith("refused by the renderer: test/painter-1 will not draw '", rejected.Reason, StringComparison.Ordinal);
        Assert.Contains(message, rejected.Reason, StringComparison.Ordinal);
        Assert.Equal(1, rejected.Attempts);
        Assert.Equal(2, asked);
    }

    [Theory]
    [InlineData("""{"created":1,"data":[]}""", "no image: test/painter-1 gave an answer without an image")]
    [InlineData("""{"created":1}""", "no image: ")]
    [InlineData("""{"data":[{}]}""", "no image: ")]
    [InlineData("""{"data":{"b64_json":7}}""", "no image: ")]
    [InlineData("""{"data":[{"b64_json":"*not base64*"}]}""", "no image: test/painter-1 gave an image that is not base64")]
    [InlineData("""{"data":[{"url":"file:///etc/passwd"}]}""", "no image: test/painter-1 gave an image at 'file:///etc/passwd', which is no web address")]
    [InlineData("""{"data":[{"b64_json":"aGVsbG8="}]}""", "undecodable image: test/painter-1 gave 5 bytes that are no image")]
    [InlineData("{\"data\": broken }", "no image: ")]
    public async Task An_answer_without_one_is_asked_for_again_then_rejected(string answer, string said)
    {
        var (rejected, asked) = await RejectAsync(context => ImagesServer.JsonAsync(context, 200, answer));
        Assert.StartsWith(said, rejected.Reason, StringComparison.Ordinal);
        Assert.Equal(2, rejected.Attempts);
        Assert.Equal(4, asked);
    }

    [Fact]
    public async Task One_of_another_size_is_rejected_with_both_sizes()
    {
        var large = new RgbImage(64, 32, new byte[64 * 32 * 3]).ToPng();
        var (rejected, _) = await RejectAsync(context => ImagesServer.ImageAsync(context, large));
        Assert.Equal("wrong size: test/painter-1 drew 64 x 32 pixels; 32 x 32 were asked for.", rejected.Reason);
    }

    [Fact]
    public async Task A_file_that_breaks_off_is_rejected()
    {
        var half = ImagesServer.Draw(DemoPairs.Triple(2).Preferred)[..80];
        var (rejected, _) = await RejectAsync(context => ImagesServer.ImageAsync(context, half));
        Assert.StartsWith("undecodable image: test/painter-1 gave 80 bytes that are no image. The PNG file is damaged", rejected.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_black_one_is_rejected()
    {
        var black = new RgbImage(32, 32, new byte[32 * 32 * 3]).ToPng();
        var (rejected, _) = await RejectAsync(context => ImagesServer.ImageAsync(context, black));
        Assert.StartsWith("blank image: ", rejected.Reason, StringComparison.Ordinal);
    }

    private static async Task<(ImagePairRejected Rejected, int Asked)> RejectAsync(Func<Microsoft.AspNetCore.Http.HttpContext, Task> answer)
    {
        await using var server = await ImagesServer.StartAsync(async (_, context, _) =>
        {
            await answer(context);
            return true;
        });
        await using var harness = await server.ServiceAsync();
        Assert.Null(await harness.SendAsync(DemoPairs.Triple(2)));
        Assert.Empty(harness.Published<ImagePairRendered>());
        return (Assert.Single(harness.Published<ImagePairRejected>()), server.Asked.Count);
    }
}
