using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public sealed class When_a_score_option_is_wrong : IDisposable
{
    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData("beauty=x", "--scorers is 'beauty=x'; expected NAME=FOLDER,…, NAME one of demo, clip-score")]
    [InlineData("clip-score", "--scorers is 'clip-score'; expected")]
    [InlineData("demo=x", "--scorers is 'demo=x'; expected")]
    [InlineData("demo,demo", "--scorers is 'demo,demo'; expected")]
    [InlineData("clip-score=no-such-folder", "--scorers clip-score=no-such-folder: there is no such folder.")]
    public Task Scorers_that_there_are_not(string scorers, string said) => IsTold(said, "--scorers", scorers, "--prompt", "a", "a.png");

    [Theory]
    [InlineData("clip-score", "config.json")]
    [InlineData("hps-v2.1", "HPS_v2.1_compressed.safetensors")]
    [InlineData("aesthetic", "sac+logos+ava1-l14-linearMSE.safetensors")]
    [InlineData("image-reward", "ImageReward.safetensors")]
    public Task A_folder_that_lacks_the_weights(string scorer, string file) =>
        IsTold(file, "--scorers", $"{scorer}={_folder.Models("demo-base")}", "--prompt", "a", "a.png");

    [Fact]
    public Task No_prompt() => IsTold("either --prompt or --prompts", "--scorers", "demo", "a.png");

    [Fact]
    public Task No_image() => IsTold("Name the images", "--scorers", "demo", "--prompt", "a");

    [Fact]
    public Task Images_beside_those_of_a_file() => IsTold("--prompts names the images", "--scorers", "demo", "--prompts", "a.csv", "a.png");

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("file,prompt\n", "it has a header, but no image")]
    [InlineData("file,text\na.png,b\n", "it has no column 'prompt'; the columns file and prompt are wanted, there are: file, text")]
    [InlineData("file,prompt\na.png\n", "line 2 has 1 fields; the header has 2")]
    [InlineData("file,prompt\n,a\n", "line 2 names no file")]
    [InlineData("file,prompt\na.png,\"never closed\n", "is never closed")]
    public Task A_CSV_that_is_not_as_it_should_be(string csv, string said) => IsTold(said, "--scorers", "demo", "--prompts", _folder.Write("drawn.csv", csv));

    [Fact]
    public Task A_CSV_that_is_not_there() => IsTold("gone.csv", "--scorers", "demo", "--prompts", _folder.File("gone.csv"));

    public void Dispose() => _folder.Dispose();

    private static async Task IsTold(string said, params string[] args)
    {
        var result = await CommandLine.RunAsync(["score", .. args]);
        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }
}
