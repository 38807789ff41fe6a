namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_a_dtype_is_unknown
{
    [Fact]
    public void It_is_named_with_the_known_ones()
    {
        using var file = SafetensorsBytes.Of("""{"w":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", 1);
        file.IsRefused("w", "F8_E4M3", "BF16");
    }
}
