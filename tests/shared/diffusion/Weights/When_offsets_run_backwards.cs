namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_offsets_run_backwards
{
    [Fact]
    public void The_tensor_is_named()
    {
        using var file = SafetensorsBytes.Of("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4);
        file.IsRefused("w", "[4, 0]");
    }
}
