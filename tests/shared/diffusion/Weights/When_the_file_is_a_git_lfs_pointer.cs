namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_the_file_is_a_git_lfs_pointer
{
    [Fact]
    public void It_says_to_fetch_the_file_itself()
    {
        using var file = SafetensorsBytes.Raw([.. "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 3438167534\n"u8]);
        file.IsRefused(null, "git-lfs pointer", "git lfs pull");
    }
}
