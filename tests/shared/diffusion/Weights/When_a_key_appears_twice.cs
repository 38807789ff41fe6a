namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_a_key_appears_twice
{
    [Fact]
    public void The_file_is_refused()
    {
        using var file = SafetensorsBytes.Of("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2);
        file.IsRefused(null, "a key twice", "a");
    }
}
