namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_a_dtype_is_not_supported
{
    [Theory]
    [InlineData("F8_E4M3")]
    [InlineData("F8_E5M2")]
    [InlineData("U16")]
    [InlineData("C64")]
    public void It_is_named_with_the_supported_ones(string dtype)
    {
        using var file = SafetensorsBytes.Of($$"""{"w":{"dtype":"{{dtype}}","shape":[1],"data_offsets":[0,1]} }""", 1);
        file.IsRefused("w", $"'{dtype}' is not supported", "BF16");
    }
}
