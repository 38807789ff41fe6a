namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_a_dtype_is_unknown
{
    [Theory]
    [InlineData("\"f32\"", "'f32' is not known")]
    [InlineData("\"F128\"", "'F128' is not known")]
    [InlineData("5", "'(none)' is not known")]
    [InlineData("null", "'(none)' is not known")]
    public void It_is_named_with_the_supported_ones(string dtype, string words)
    {
        using var file = SafetensorsBytes.Of($$"""{"w":{"dtype":{{dtype}},"shape":[1],"data_offsets":[0,4]} }""", 4);
        file.IsRefused("w", words, "BF16");
    }
}
