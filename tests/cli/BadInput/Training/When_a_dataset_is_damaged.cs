using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Cli.Tests.Training;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput.Training;

public sealed class When_a_dataset_is_damaged(TinyModelFolder model) : IDisposable
{
    private readonly TrainBench _bench = new(model.Path);

    [Fact]
    public async Task A_missing_image_is_refused_before_a_step_with_the_way_on()
    {
        var data = _bench.Dataset();
        File.Delete(Directory.EnumerateFiles(Path.Combine(data, "images")).First());
        var run = await _bench.RunAsync(data);

        Assert.Equal(ExitCodes.RunFailed, run.ExitCode);
        Assert.Contains("1 of the dataset's 8 pairs cannot be trained on: 1 × missing image", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_bench.Out("training.db")));
        Assert.Contains("set --bad-pairs to \"skip\"", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrupt_image_is_left_out_where_that_is_asked_for()
    {
        var data = _bench.Dataset();
        File.WriteAllBytes(Directory.EnumerateFiles(Path.Combine(data, "images")).First(), [1, 2, 3]);
        var run = await _bench.RunAsync(data, "--bad-pairs", "skip");

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        Assert.Contains("left out: 1 × content with another hash", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_manifest_of_another_kind_is_refused()
    {
        var data = _bench.Dataset();
        _bench.Folder.Write("dataset/manifest.jsonl", "{ not json");
        return _bench.RefusedAsync("manifest.jsonl cannot be read: Manifest line 1", data);
    }

    public void Dispose() => _bench.Dispose();
}
