using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Models.UNet;
using InstructEngine.Shared.Tests.Diffusion.Pipelines;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models.Checkpointing;

[Collection(typeof(Memory_of_the_process))]
public sealed class Memory_with_checkpointing
{
    private const int Rows = 4;

    [Fact]
    public void Between_prediction_and_gradient_is_a_fraction()
    {
        TorchRuntime.EnsureLoaded();
        using var scope = NewDisposeScope();
        using var unet = new UNet2DConditionModel(TinyModels.UNet with { BlockOutChannels = [32, 64], LayersPerBlock = 2 });
        Kept(unet, checkpointing: true);
        var without = Kept(unet, checkpointing: false);
        var with = Kept(unet, checkpointing: true);
        var footprint = UNetFootprint.Of(unet.Config, 64, 64);
        var counted = sizeof(float) * Rows * (footprint.Kept + footprint.Inside);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"activations take {with >> 20} MiB with checkpointing, {without >> 20} MiB without; {counted >> 20} MiB are counted from the config");
        Assert.InRange(with, long.MinValue, without / 3);
        Assert.InRange(without, counted / 2, counted * 3 / 2);
        Assert.True(footprint.Kept + footprint.LargestInside < (footprint.Kept + footprint.Inside) / 2);
    }

    /// <summary>Resident bytes that a prediction leaves for its gradient.</summary>
    private static long Kept(UNet2DConditionModel unet, bool checkpointing)
    {
        using var scope = NewDisposeScope();
        unet.GradientCheckpointing = checkpointing;
        var before = Environment.WorkingSet;
        var output = unet.forward(zeros(Rows, 4, 64, 64), tensor(7L), zeros(Rows, 5, 12));
        var kept = Environment.WorkingSet - before;
        autograd.grad([output.sum()], [.. unet.parameters()]);
        return kept;
    }
}
