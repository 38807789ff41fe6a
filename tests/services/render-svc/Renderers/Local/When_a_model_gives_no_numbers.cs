using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Services.Tests.RenderService.Pairs;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.RenderService.Renderers.Local;

public sealed class When_a_model_gives_no_numbers : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("unet", "NaN image: The UNet gave values that are not numbers")]
    [InlineData("vae", "NaN image: The autoencoder gave values that are not numbers")]
    public async Task The_pair_is_rejected_after_its_attempts(string part, string said)
    {
        Write(pipeline => Last(part == "unet" ? pipeline.Unet : pipeline.Vae).fill_(double.NaN));
        var rejected = await RejectAsync();
        Assert.StartsWith(said, rejected.Reason, StringComparison.Ordinal);
        Assert.Equal(2, rejected.Attempts);
        Assert.NotNull(rejected.RendererHash);
    }

    [Fact]
    public async Task A_black_picture_is_rejected_as_blank()
    {
        Write(pipeline => Last(pipeline.Vae).fill_(-1000));
        Assert.StartsWith("blank image: ", (await RejectAsync()).Reason, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<ImagePairRejected> RejectAsync()
    {
        await using var harness = await RenderBench.StartAsync(RenderBench.Rendering with { Model = "tiny", Attempts = 2, Steps = 2 }, models: _folder.PathOf(""));
        Assert.Null(await harness.SendAsync(DemoPairs.Triple(2)));
        Assert.Empty(await harness.StoredAsync<ImagePairRendered>(Collections.Pairs, DemoPairs.RunId));
        return Assert.Single(await harness.StoredAsync<ImagePairRejected>(Collections.RejectedPairs, DemoPairs.RunId));
    }

    private void Write(Action<TextToImagePipeline> change)
    {
        TinyModel.Write(_folder.PathOf("whole"), seed: 1);
        using var pipeline = TextToImagePipeline.FromPretrained(_folder.PathOf("whole"));
        using (no_grad())
            change(pipeline);
        pipeline.SavePretrained(_folder.PathOf("tiny"));
    }

    private static TorchSharp.Modules.Parameter Last(nn.Module module) => module.named_parameters().Last(entry => entry.name.EndsWith("conv_out.bias", StringComparison.Ordinal)).parameter;
}
