using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_a_name_cannot_stand_in_a_header
{
    [Fact]
    public void As_it_is_that_of_the_metadata_nothing_is_written() => Refused("__metadata__");

    // Not a theory: its data would come here as UTF-8, which has no such characters.
    [Fact]
    public void As_it_has_half_a_surrogate_pair_nothing_is_written() => Refused("a\ud800");

    private static void Refused(string name)
    {
        using var one = ones(1);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        var e = Assert.Throws<ArgumentException>("tensors", () => SafetensorsWriter.Write(path, new Dictionary<string, Tensor> { [name] = one }));
        Assert.Contains(name, e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }
}
