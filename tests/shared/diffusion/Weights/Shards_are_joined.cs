using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class Shards_are_joined
{
    [Fact]
    public void By_their_index()
    {
        using var scope = NewDisposeScope();
        using var folder = new ShardedFolder();
        using var opened = ISafetensors.Open(folder.Path);
        Assert.Equal(["a", "b", "c"], opened.Entries.Keys.Order(StringComparer.Ordinal));
        foreach (var take in new Func<string, Tensor>[] { opened.Map, opened.Read })
            Assert.Equal([2, 6, 12], opened.Entries.Keys.Select(k => take(k).to(ScalarType.Float32).sum().item<float>()));
        var e = Assert.Throws<SafetensorsException>(() => opened.Read("d"));
        Assert.Equal((folder.Path, "d"), (e.File, e.Key));
    }

    [Fact]
    public void Into_a_model()
    {
        using var scope = NewDisposeScope();
        using var folder = new ShardedFolder();
        using var model = nn.Linear(3, 2);
        folder.Write(ShardedFolder.First, new() { ["weight"] = ones(2, 3) });
        folder.Write(ShardedFolder.Second, new() { ["bias"] = zeros(2) });
        folder.Index(new() { ["weight"] = ShardedFolder.First, ["bias"] = ShardedFolder.Second });
        ModelWeights.Load(model, folder.Path);
        Assert.Equal((6, 0), (model.weight.sum().item<float>(), model.bias!.sum().item<float>()));
    }
}
