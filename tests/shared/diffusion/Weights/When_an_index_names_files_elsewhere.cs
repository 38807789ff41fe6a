namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_an_index_names_files_elsewhere
{
    [Theory]
    [InlineData("../m.safetensors")]
    [InlineData("/etc/passwd")]
    [InlineData("sub/m.safetensors")]
    [InlineData(@"..\m.safetensors")]
    [InlineData(@"c:m.safetensors")]
    [InlineData("..")]
    [InlineData("")]
    public void The_tensor_and_the_file_are_named(string file)
    {
        using var folder = new ShardedFolder();
        folder.Index(new() { ["a"] = ShardedFolder.First, ["b"] = file });
        folder.IsRefused("b", $"'{file}'", "plain file name");
    }
}
