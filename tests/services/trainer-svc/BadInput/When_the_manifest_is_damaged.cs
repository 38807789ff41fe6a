using System.Text;
using InstructEngine.Hosting;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using InstructEngine.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.BadInput;

public sealed class When_the_manifest_is_damaged
{
    [Theory]
    [InlineData("not JSON\n", "line 1")]
    [InlineData("{\"tripleId\":\"a\",\"dimension\":\"Loudness\"}\n", "line 1")]
    public async Task The_line_is_named(string text, string expected)
    {
        await using var bench = await TrainingBench.StartAsync();
        var job = await bench.NewJobAsync(Encoding.UTF8.GetBytes(text));
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(job));
        Assert.StartsWith("The dataset's manifest cannot be used", failure.Message);
        Assert.Contains(expected, failure.Message);
    }

    [Fact]
    public async Task Another_hash_than_the_announced_one_is_refused()
    {
        await using var bench = await TrainingBench.StartAsync();
        var input = AlignmentJobInput.Parse(bench.NewJob().Input) with { DatasetHash = new string('0', 64) };
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(new FakeJob(input.ToJson(), null)));
        Assert.Contains($"announced with {new string('0', 64)}", failure.Message);
    }
}
