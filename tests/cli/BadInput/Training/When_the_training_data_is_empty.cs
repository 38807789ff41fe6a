using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Cli.Tests.Training;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput.Training;

public sealed class When_the_training_data_is_empty(TinyModelFolder model) : IDisposable
{
    private readonly TrainBench _bench = new(model.Path);

    [Fact]
    public Task A_manifest_without_a_line_is_refused()
    {
        var folder = Directory.CreateDirectory(_bench.Folder.File("dataset")).FullName;
        _bench.Folder.Write("dataset/manifest.jsonl", "");
        return _bench.RefusedAsync("manifest.jsonl has no line; one pair or more is needed", folder);
    }

    [Fact]
    public async Task A_Parquet_file_without_a_row_is_refused() => await _bench.RefusedAsync(
        "has no row; one pair or more is needed", await PickAPic.WriteAsync(_bench.Folder.File("a.parquet")), "--loss", "diffusion-dpo");

    public void Dispose() => _bench.Dispose();
}
