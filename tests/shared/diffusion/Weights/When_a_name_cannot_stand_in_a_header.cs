using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_a_name_cannot_stand_in_a_header
{
    [Theory]
    [InlineData("__metadata__")]
    [InlineData("a\ud800")]
    public void Nothing_is_written(string name)
    {
        using var one = ones(1);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        var e = Assert.Throws<ArgumentException>("tensors", () => SafetensorsWriter.Write(path, new Dictionary<string, Tensor> { [name] = one }));
        Assert.Contains(name, e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }
}
