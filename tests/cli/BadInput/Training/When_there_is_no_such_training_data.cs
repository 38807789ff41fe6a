using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Cli.Tests.Training;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput.Training;

public sealed class When_there_is_no_such_training_data(TinyModelFolder model) : IDisposable
{
    private readonly TrainBench _bench = new(model.Path);

    [Fact]
    public Task It_is_named_with_what_would_do() => _bench.RefusedAsync("--data is 'nowhere'; there is no such file or folder. Name a run's folder", "nowhere");

    [Fact]
    public Task A_folder_without_data_is_told_what_it_lacks() =>
        _bench.RefusedAsync("a folder with neither a manifest.jsonl nor a .parquet file", Directory.CreateDirectory(_bench.Folder.File("empty")).FullName);

    [Fact]
    public Task A_file_of_another_kind_is_told_which_are_read() =>
        _bench.RefusedAsync("a file that does not end in .parquet", _bench.Folder.Write("pairs.csv", "caption,jpg_0"));

    public void Dispose() => _bench.Dispose();
}
