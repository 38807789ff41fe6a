namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_a_shape_overflows
{
    [Theory]
    [InlineData("4294967296,4294967296,4")]
    [InlineData("0,4294967296,4294967296")]
    [InlineData("4294967296,4294967296,0")]
    [InlineData("9223372036854775807")]
    public void The_tensor_is_named(string shape)
    {
        using var file = SafetensorsBytes.Of($$"""{"w":{"dtype":"F32","shape":[{{shape}}],"data_offsets":[0,0]} }""", 0);
        file.IsRefused("w", $"[{shape.Replace(",", ", ", StringComparison.Ordinal)}]");
    }
}
