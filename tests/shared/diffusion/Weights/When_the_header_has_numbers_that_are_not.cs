namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_the_header_has_numbers_that_are_not
{
    [Theory]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    [InlineData("0x10")]
    public void It_is_not_JSON(string number)
    {
        using var file = SafetensorsBytes.Of($$"""{"w":{"dtype":"F32","shape":[{{number}}],"data_offsets":[0,4]} }""", 4);
        file.IsRefused(null, "not valid JSON");
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e0")]
    [InlineData("\"NaN\"")]
    [InlineData("99999999999999999999")]
    [InlineData("null")]
    public void Or_the_number_is_named(string number)
    {
        using var file = SafetensorsBytes.Of($$"""{"w":{"dtype":"F32","shape":[{{number}}],"data_offsets":[0,4]} }""", 4);
        file.IsRefused("w", "shape", number);
    }
}
