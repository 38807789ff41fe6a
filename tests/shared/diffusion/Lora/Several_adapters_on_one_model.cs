namespace InstructEngine.Shared.Tests.Diffusion.Lora;

public sealed class Several_adapters_on_one_model
{
    [Fact]
    public void Add_up_each_with_its_own_scale()
    {
        using var tiny = new TinyLora();
        using var first = tiny.Adapter(seed: 1);
        using var second = tiny.Adapter(seed: 2);
        (first.Scale, second.Scale) = (0.75, -0.5);
        first.Attach(tiny.Models);
        second.Attach(tiny.Models);
        using var both = tiny.Run();
        second.Enabled = false;
        using var one = tiny.Run();
        Assert.False(both.allclose(one));
        first.Detach();
        second.Detach();
        first.MergeInto(tiny.Models);
        using var firstMerged = tiny.Run();
        GoldenTensors.Near(firstMerged, one, 1e-5, 1e-5, "the first alone");
        second.MergeInto(tiny.Models);
        using var merged = tiny.Run();
        GoldenTensors.Near(merged, both, 1e-5, 1e-5, "both");
    }

    [Fact]
    public void Cannot_be_the_same_one_twice()
    {
        using var tiny = new TinyLora();
        using var adapter = tiny.Adapter();
        adapter.Attach(tiny.Models);
        Assert.Contains("attached already", Assert.Throws<InvalidOperationException>(() => adapter.Attach(tiny.Models)).Message);
    }
}
