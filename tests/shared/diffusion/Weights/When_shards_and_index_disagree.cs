using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_shards_and_index_disagree : IDisposable
{
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();
    private readonly ShardedFolder _folder = new();

    [Fact]
    public void A_tensor_that_its_shard_lacks_is_named()
    {
        _folder.Index(new(_folder.Map) { ["d"] = ShardedFolder.Second });
        _folder.IsRefused("d", ShardedFolder.Second, "does not have it");
    }

    [Fact]
    public void A_tensor_of_two_shards_is_named()
    {
        _folder.Write(ShardedFolder.Second, new() { ["b"] = zeros(3), ["c"] = zeros(4) });
        _folder.IsRefused("b", ShardedFolder.First, ShardedFolder.Second, "two files");
    }

    [Fact]
    public void A_tensor_that_is_not_listed_is_named()
    {
        _folder.Write(ShardedFolder.Second, new() { ["c"] = zeros(4), ["x"] = zeros(1) });
        _folder.IsRefused("x", ShardedFolder.Second, "does not list it");
    }

    public void Dispose()
    {
        _folder.Dispose();
        _scope.Dispose();
    }
}
