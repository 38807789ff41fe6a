namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_bytes_follow_the_last_tensor
{
    [Fact]
    public void The_file_is_refused()
    {
        using var file = SafetensorsBytes.Of("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", 3);
        file.IsRefused(null, "1 bytes", "without an owner");
    }
}
