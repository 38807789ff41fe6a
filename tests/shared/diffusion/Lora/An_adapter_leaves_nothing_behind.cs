using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

public sealed class An_adapter_leaves_nothing_behind
{
    private const int Steps = 500;

    [Theory]
    [InlineData(TinyLora.Linear, new long[] { 2, 5, 16 })]
    [InlineData(TinyLora.Convolution, new long[] { 2, 8, 4, 4 })]
    public void But_the_output_of_the_layer_it_changes(string path, long[] shape)
    {
        using var tiny = new TinyLora();
        using var adapter = tiny.Adapter();
        adapter.Attach(tiny.Models);
        var layer = (nn.Module<Tensor, Tensor>)tiny.Unet.named_modules().Single(entry => entry.name == path).module;
        using var input = zeros(shape);
        var before = Live();
        using var output = layer.call(input);
        Assert.Equal(before + 1, Live());
    }

    [Fact]
    public void Over_five_hundred_steps_of_training()
    {
        using var tiny = new TinyLora();
        using var adapter = tiny.Adapter();
        adapter.Attach(tiny.Models);
        Step();
        var before = Live();
        for (var step = 0; step < Steps; step++)
            Step();
        Assert.Equal(before, Live());

        void Step()
        {
            using var sample = zeros(1, 4, 4, 4);
            using var timestep = tensor(7L);
            using var context = zeros(1, 2, 12);
            using var output = tiny.Unet.forward(sample, timestep, context);
            using var loss = output.sum();
            loss.backward();
        }
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
