using InstructEngine.Diffusion.Weights;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_a_shard_is_missing
{
    [Fact]
    public void It_is_named()
    {
        using var folder = new ShardedFolder();
        File.Delete(folder.PathOf(ShardedFolder.Second));
        folder.IsRefused("c", ShardedFolder.Second, "missing");
    }

    [Fact]
    public void Or_damaged_it_is_named_too()
    {
        using var folder = new ShardedFolder();
        File.WriteAllBytes(folder.PathOf(ShardedFolder.Second), [1, 2, 3]);
        var e = Assert.Throws<SafetensorsException>(() => ShardedSafetensors.Open(folder.Path));
        Assert.Equal(folder.PathOf(ShardedFolder.Second), e.File);
    }
}
