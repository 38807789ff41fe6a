namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_the_file_is_a_torch_archive
{
    [Fact]
    public void It_says_to_convert_it()
    {
        using var file = SafetensorsBytes.Raw([.. "PK\u0003\u0004"u8, .. new byte[60]]);
        file.IsRefused(null, "zip archive", "convert");
    }
}
