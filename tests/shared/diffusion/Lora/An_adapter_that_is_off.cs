using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Weights;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

public sealed class An_adapter_that_is_off : IDisposable
{
    private readonly TinyLora _tiny = new();
    private readonly LoraAdapter _adapter;
    private readonly byte[] _without;

    public An_adapter_that_is_off()
    {
        _adapter = _tiny.Adapter();
        _without = Output();
        _adapter.Attach(_tiny.Models);
        Assert.NotEqual(_without, Output());
    }

    [Fact]
    public void Leaves_the_base_bit_for_bit_when_it_is_not_enabled() => IsBase(() => _adapter.Enabled = false);

    [Fact]
    public void Leaves_the_base_bit_for_bit_at_scale_zero() => IsBase(() => _adapter.Scale = 0);

    [Fact]
    public void Leaves_the_base_bit_for_bit_when_detached() => IsBase(_adapter.Detach);

    [Fact]
    public void Leaves_the_base_bit_for_bit_when_disposed() => IsBase(_adapter.Dispose);

    [Fact]
    public void Is_off_on_one_thread_alone_where_that_is_asked()
    {
        var with = Output();
        byte[] elsewhere = [];
        using (_adapter.Off())
        using (_adapter.Off())
        {
            Assert.Equal(_without, Output());
            var other = new Thread(() => elsewhere = Output());
            other.Start();
            other.Join();
        }

        Assert.Equal(with, elsewhere);
        Assert.Equal(with, Output());
    }

    [Fact]
    public void Is_off_once_however_often_its_scope_is_disposed()
    {
        var off = _adapter.Off();
        off.Dispose();
        off.Dispose();
        using (_adapter.Off())
            Assert.Equal(_without, Output());
    }

    [Fact]
    public void Begins_as_no_change()
    {
        _adapter.Detach();
        using var fresh = LoraAdapter.Create(_tiny.Models, new() { Rank = 2 });
        fresh.Attach(_tiny.Models);
        Assert.All(fresh.Layers, layer => Assert.True(layer.Down.abs().max().item<float>() > 0));
        using var with = _tiny.Run();
        _adapter.Detach();
        fresh.Detach();
        using var without = _tiny.Run();
        Assert.True(with.equal(without).all().item<bool>());
    }

    [Fact]
    public void And_one_that_is_on_are_no_part_of_the_models_state()
    {
        var (names, hash) = (ModelWeights.Tensors(_tiny.Unet).Keys.Order().ToList(), ModelWeights.Hash(_tiny.Unet));
        Assert.DoesNotContain(names, name => name.Contains("lora"));
        Output();
        _adapter.Detach();
        Assert.Equal(names, ModelWeights.Tensors(_tiny.Unet).Keys.Order());
        Assert.Equal(hash, ModelWeights.Hash(_tiny.Unet));
    }

    public void Dispose()
    {
        _adapter.Dispose();
        _tiny.Dispose();
    }

    private void IsBase(Action off)
    {
        off();
        Assert.Equal(_without, Output());
    }

    private byte[] Output()
    {
        using var output = _tiny.Run();
        return output.bytes.ToArray();
    }
}
