using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using InstructEngine.Shared.Tests.Diffusion.Pipelines;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models.Checkpointing;

[Collection(typeof(Memory_of_the_process))]
public sealed class Memory_with_checkpointing
{
    [Fact]
    public void Between_prediction_and_gradient_is_a_fraction()
    {
        TorchRuntime.EnsureLoaded();
        using var scope = NewDisposeScope();
        using var unet = new UNet2DConditionModel(TinyModels.UNet with { BlockOutChannels = [32, 64], LayersPerBlock = 2 });
        Kept(unet, checkpointing: true);
        var without = Kept(unet, checkpointing: false);
        var with = Kept(unet, checkpointing: true);
        TestContext.Current.TestOutputHelper?.WriteLine($"activations take {with >> 20} MiB with checkpointing, {without >> 20} MiB without");
        Assert.InRange(with, long.MinValue, without / 3);
    }

    /// <summary>Resident bytes that a prediction leaves for its gradient.</summary>
    private static long Kept(UNet2DConditionModel unet, bool checkpointing)
    {
        using var scope = NewDisposeScope();
        unet.GradientCheckpointing = checkpointing;
        var before = Environment.WorkingSet;
        var output = unet.forward(zeros(4, 4, 64, 64), tensor(7L), zeros(4, 5, 12));
        var kept = Environment.WorkingSet - before;
        autograd.grad([output.sum()], [.. unet.parameters()]);
        return kept;
    }
}
