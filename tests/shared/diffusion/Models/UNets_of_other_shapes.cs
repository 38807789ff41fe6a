using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

public sealed class UNets_of_other_shapes
{
    public static TheoryData<string, UNet2DConditionConfig> Configs => new()
    {
        { "two levels, attention below", TinyModels.UNet },
        { "two levels, attention above", TinyModels.UNet with { DownBlockTypes = ["CrossAttnDownBlock2D", "DownBlock2D"], UpBlockTypes = ["UpBlock2D", "CrossAttnUpBlock2D"] } },
        { "one level", TinyModels.UNet with { BlockOutChannels = [8], DownBlockTypes = ["CrossAttnDownBlock2D"], UpBlockTypes = ["CrossAttnUpBlock2D"] } },
        { "layers of each level", TinyModels.UNet with { LayersPerBlock = new([1, 3]), TransformerLayersPerBlock = new([1, 2]), AttentionHeadDim = new([1, 4]) } },
        { "linear projection", TinyModels.UNet with { UseLinearProjection = true, UpcastAttention = true } },
        { "added conditions", TinyModels.UNetWithAddedConditions },
        { "time embedding width", TinyModels.UNet with { TimeEmbeddingDim = 20, CenterInputSample = true, MidBlockScaleFactor = 2 } },
    };

    [Theory(DisableDiscoveryEnumeration = true), MemberData(nameof(Configs))]
    public void Work_and_come_back_from_their_folder(string name, UNet2DConditionConfig config)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var unet = new UNet2DConditionModel(config);
        using var folder = new TemporaryFolder();
        unet.SavePretrained(folder.Path);
        using var again = UNet2DConditionModel.FromPretrained(folder.Path);
        var first = TinyModels.Run(unet);
        var second = TinyModels.Run(again);

        Assert.Equal([2, 4, 8, 8], first.shape);
        Assert.True(first.isfinite().all().item<bool>(), name);
        Assert.True(first.Equals(second), name);
        Assert.Equal(config.TransformerLayersPerBlock, again.Config.TransformerLayersPerBlock);
    }

    [Theory]
    [InlineData(7, 9)]
    [InlineData(5, 8)]
    public void Keep_odd_sizes(long height, long width)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var unet = new UNet2DConditionModel(TinyModels.UNet);
        Assert.Equal([1, 4, height, width], TinyModels.Run(unet, 1, height, width).shape);
    }

    [Theory]
    [InlineData(9, 13)]
    [InlineData(1, 1)]
    [InlineData(3, 10)]
    public void Keep_sizes_that_three_halvings_do_not_divide(long height, long width)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var unet = new UNet2DConditionModel(TinyModels.UNet with
        {
            BlockOutChannels = [8, 8, 16, 16],
            DownBlockTypes = ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
            UpBlockTypes = ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"],
        });
        var output = TinyModels.Run(unet, 1, height, width);
        Assert.Equal([1, 4, height, width], output.shape);
        Assert.True(output.isfinite().all().item<bool>());
    }
}
