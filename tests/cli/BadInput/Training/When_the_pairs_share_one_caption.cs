using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Cli.Tests.Training;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput.Training;

public sealed class When_the_pairs_share_one_caption(TinyModelFolder model) : IDisposable
{
    private readonly TrainBench _bench = new(model.Path);

    [Theory]
    [InlineData("--loss is 'cross-validation', the default, which looks at two instructions")]
    [InlineData("--loss is 'cross-validation', which looks at two instructions", "--loss", "cross-validation")]
    [InlineData("--sft-weight is 0.5, a term that looks at two instructions", "--loss", "diffusion-dpo", "--sft-weight", "0.5")]
    [InlineData("--terms is 'random-direction', which looks at two instructions", "--loss", "diffusion-dpo", "--terms", "random-direction")]
    [InlineData("--loss is 'sft-both', which looks at two instructions", "--loss", "sft-both")]
    public async Task Losses_that_compare_two_are_refused_and_those_that_do_are_named(string said, params string[] options)
    {
        var data = await PickAPic.WriteAsync(_bench.Folder.File("a.parquet"), PickAPic.Good(0, 3));

        await _bench.RefusedAsync(said, data, options);
        await _bench.RefusedAsync("Name --loss diffusion-dpo", data, options);
        Assert.False(Directory.Exists(_bench.Out()));
    }

    public void Dispose() => _bench.Dispose();
}
