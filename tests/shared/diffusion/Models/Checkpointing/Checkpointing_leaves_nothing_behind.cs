using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models.Checkpointing;

public sealed class Checkpointing_leaves_nothing_behind
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Over_fifty_steps(bool lora)
    {
        using var pass = new TinyTrainingPass(lora);
        Step();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var step = 0; step < 50; step++)
            Step();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Step()
        {
            using var scope = NewDisposeScope();
            pass.Run(checkpointing: true);
        }
    }
}
