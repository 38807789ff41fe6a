namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_offsets_lie_outside_of_the_file
{
    [Fact]
    public void The_tensor_is_named()
    {
        using var file = SafetensorsBytes.Of("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4);
        file.IsRefused("w", "[0, 8]", "4 bytes");
    }
}
