using InstructEngine.Hosting;
using InstructEngine.Hosting.Models;

namespace InstructEngine.Shared.Tests.Hosting.Runs;

public sealed class When_a_model_is_looked_for
{
    [Fact]
    public void A_missing_folder_is_told_with_those_that_are_there()
    {
        using var root = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(root.Path, "demo-base"));

        var failure = Assert.Throws<RunFailureException>(() => new ModelRoot(root.Path).Resolve("demo-bass"));

        Assert.Contains("'demo-bass'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("demo-base", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(root.Path, "demo-base"), new ModelRoot(root.Path).Resolve("demo-base"));
    }

    [Theory]
    [InlineData("../demo-base")]
    [InlineData("/etc")]
    [InlineData("a/./b")]
    public void A_path_outside_is_refused(string model)
    {
        using var root = new TemporaryFolder();

        Assert.Contains("outside", Assert.Throws<RunFailureException>(() => new ModelRoot(root.Path).Resolve(model)).Message, StringComparison.Ordinal);
    }
}
