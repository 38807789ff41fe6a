using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

public sealed class Pretrained_weights_are_found
{
    private const string Full = "m.safetensors";
    private const string FullShards = "m.safetensors.index.json";
    private const string Half = "m.fp16.safetensors";
    private const string HalfShards = "m.fp16.safetensors.index.json";
    private const string HalfShardsOfDiffusers = "m.safetensors.index.fp16.json";

    [Theory]
    [InlineData(ScalarType.Float32, Full, FullShards, Half, HalfShards, HalfShardsOfDiffusers)]
    [InlineData(ScalarType.BFloat16, Full, FullShards, Half, HalfShards, HalfShardsOfDiffusers)]
    [InlineData(ScalarType.Float16, Half, HalfShards, HalfShardsOfDiffusers, Full, FullShards)]
    public void In_this_order(ScalarType dtype, params string[] order)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in order.Append("other.safetensors"))
            File.WriteAllBytes(Path.Combine(folder.Path, name), []);
        foreach (var name in order)
        {
            var path = Path.Combine(folder.Path, name);
            Assert.Equal(path, PretrainedWeights.Find(folder.Path, "m", dtype));
            File.Delete(path);
        }

        var e = Assert.Throws<FileNotFoundException>(() => PretrainedWeights.Find(folder.Path, "m", dtype));
        Assert.Equal(Path.Combine(folder.Path, Full), e.FileName);
        Assert.DoesNotContain("pickle", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Or_the_folder_that_is_not_there_is_named()
    {
        var e = Assert.Throws<FileNotFoundException>(() => PretrainedWeights.Find("/nowhere/at/all", "m", ScalarType.Float32));
        Assert.Contains("/nowhere/at/all", e.Message, StringComparison.Ordinal);
    }
}
