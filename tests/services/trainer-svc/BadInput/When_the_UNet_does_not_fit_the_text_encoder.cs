using InstructEngine.Diffusion.Models;
using InstructEngine.Hosting;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.BadInput;

public sealed class When_the_UNet_does_not_fit_the_text_encoder
{
    [Fact]
    public async Task The_run_ends_with_both_widths()
    {
        await using var bench = await TrainingBench.StartAsync();
        var folder = Path.Combine(bench.ModelFolder, "unet");
        UNet2DConditionConfig config;
        using (var unet = UNet2DConditionModel.FromPretrained(folder))
        {
            config = unet.Config;
        }

        using var wider = new UNet2DConditionModel(config with { CrossAttentionDim = 24 });
        Directory.Delete(folder, recursive: true);
        wider.SavePretrained(folder);
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob()));
        Assert.StartsWith("training.model 'tiny' cannot be loaded", failure.Message);
        Assert.Contains("cross_attention_dim is 24, but the text encoders are 16 wide", failure.Message);
    }
}
