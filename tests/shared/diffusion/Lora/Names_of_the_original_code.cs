using InstructEngine.Diffusion.Lora.Files;
using InstructEngine.Diffusion.Models;
using InstructEngine.Shared.Tests.Diffusion.Models;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

public sealed class Names_of_the_original_code
{
    private static readonly UNet2DConditionConfig Sdxl = new()
    {
        BlockOutChannels = [320, 640, 1280],
        DownBlockTypes = ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
        UpBlockTypes = ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
    };

    [Theory]
    [InlineData("conv_in", "input_blocks.0.0")]
    [InlineData("time_embedding.linear_2", "time_embed.2")]
    [InlineData("add_embedding.linear_1", "label_emb.0.0")]
    [InlineData("down_blocks.0.resnets.0.conv1", "input_blocks.1.0.in_layers.2")]
    [InlineData("down_blocks.0.downsamplers.0.conv", "input_blocks.3.0.op")]
    [InlineData("down_blocks.1.resnets.0.conv_shortcut", "input_blocks.4.0.skip_connection")]
    [InlineData("down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q", "input_blocks.4.1.transformer_blocks.0.attn1.to_q")]
    [InlineData("down_blocks.2.attentions.1.transformer_blocks.9.ff.net.0.proj", "input_blocks.8.1.transformer_blocks.9.ff.net.0.proj")]
    [InlineData("mid_block.resnets.0.time_emb_proj", "middle_block.0.emb_layers.1")]
    [InlineData("mid_block.attentions.0.proj_in", "middle_block.1.proj_in")]
    [InlineData("mid_block.resnets.1.conv2", "middle_block.2.out_layers.3")]
    [InlineData("up_blocks.0.attentions.2.proj_out", "output_blocks.2.1.proj_out")]
    [InlineData("up_blocks.0.upsamplers.0.conv", "output_blocks.2.2.conv")]
    [InlineData("up_blocks.1.attentions.0.transformer_blocks.1.attn2.to_k", "output_blocks.3.1.transformer_blocks.1.attn2.to_k")]
    [InlineData("up_blocks.2.resnets.2.conv1", "output_blocks.8.0.in_layers.2")]
    [InlineData("conv_out", "out.2")]
    public void Of_SDXL(string path, string original) => Assert.Equal(original, new OriginalUNetNames(Sdxl).Of(path));

    [Theory]
    [InlineData("down_blocks.2.attentions.1.proj_in", "input_blocks.8.1.proj_in")]
    [InlineData("down_blocks.3.resnets.1.conv1", "input_blocks.11.0.in_layers.2")]
    [InlineData("up_blocks.0.upsamplers.0.conv", "output_blocks.2.1.conv")]
    [InlineData("up_blocks.2.upsamplers.0.conv", "output_blocks.8.2.conv")]
    [InlineData("up_blocks.3.attentions.2.proj_out", "output_blocks.11.1.proj_out")]
    public void Of_Stable_Diffusion_1(string path, string original) => Assert.Equal(original, new OriginalUNetNames(new()).Of(path));

    [Fact]
    public void Are_there_for_every_layer_and_no_two_are_the_same()
    {
        using var tiny = new TinyLora(TinyModels.UNetWithAddedConditions);
        var original = new OriginalUNetNames(tiny.Unet.Config);
        var names = tiny.Models.Targets().Select(target => original.Of(target.Path)).ToList();
        Assert.DoesNotContain(null, names);
        Assert.Equal(names.Count, names.Distinct().Count());
    }
}
