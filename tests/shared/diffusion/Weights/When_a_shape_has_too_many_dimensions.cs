namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_a_shape_has_too_many_dimensions
{
    [Fact]
    public void The_tensor_is_named()
    {
        using var file = SafetensorsBytes.Of($$"""{"w":{"dtype":"U8","shape":[{{string.Join(',', Enumerable.Repeat(1, 65))}}],"data_offsets":[0,1]} }""", 1);
        file.IsRefused("w", "65 dimensions", "64");
    }
}
