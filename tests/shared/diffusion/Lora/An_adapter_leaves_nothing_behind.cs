using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

public sealed class An_adapter_leaves_nothing_behind
{
    private const int Steps = 500;

    [Fact]
    public void Over_five_hundred_runs_of_the_model()
    {
        using var tiny = new TinyLora();
        using var adapter = tiny.Adapter();
        adapter.Attach(tiny.Models);
        tiny.Run().Dispose();
        var before = Live();
        for (var step = 0; step < Steps; step++)
        {
            using var scope = NewDisposeScope();
            using var output = tiny.Run();
        }

        Assert.Equal(before, Live());
    }

    [Fact]
    public void But_the_output_itself()
    {
        using var tiny = new TinyLora();
        using var adapter = tiny.Adapter();
        adapter.Attach(tiny.Models);
        using var output = tiny.Run();
        var before = Live();
        using var scope = NewDisposeScope();
        var (sample, t, context) = (zeros(2, 4, 8, 8), tensor(7L), zeros(2, 5, 12));
        using var another = tiny.Unet.forward(sample, t, context);
        Assert.Equal(before + 4, Live());
    }

    [Fact]
    public void When_it_is_loaded_and_disposed_of()
    {
        using var tiny = new TinyLora();
        using (var adapter = tiny.Adapter())
            adapter.Save(tiny.Path);
        var before = Live();
        tiny.Load().Dispose();
        Assert.Equal(before, Live());
    }

    private static long Live() => DisposeScopeManager.Statistics.ThreadTotalLiveCount;
}
