namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_a_shape_does_not_fill_its_bytes
{
    [Fact]
    public void The_shape_is_named()
    {
        using var file = SafetensorsBytes.Of("""{"w":{"dtype":"F16","shape":[2,3],"data_offsets":[0,10]}}""", 10);
        file.IsRefused("w", "[2, 3]", "10 bytes");
    }
}
