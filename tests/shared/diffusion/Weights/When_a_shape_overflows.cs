namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_a_shape_overflows
{
    [Fact]
    public void The_tensor_is_named()
    {
        using var file = SafetensorsBytes.Of("""{"w":{"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,0]}}""", 0);
        file.IsRefused("w", "4294967296");
    }
}
