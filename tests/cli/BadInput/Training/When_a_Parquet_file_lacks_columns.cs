using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Cli.Tests.Training;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput.Training;

public sealed class When_a_Parquet_file_lacks_columns(TinyModelFolder model) : IDisposable
{
    private readonly TrainBench _bench = new(model.Path);

    [Fact]
    public async Task Those_that_are_needed_and_those_that_are_there_are_named()
    {
        var file = await PickAPic.WriteColumnAsync(_bench.Folder.File("a.parquet"), "prompt");

        await _bench.RefusedAsync("lacks the columns caption, jpg_0, jpg_1, label_0, label_1; it has prompt.", file, "--loss", "diffusion-dpo");
    }

    [Fact]
    public async Task Text_where_images_belong_is_refused()
    {
        var file = await PickAPic.WriteTextImagesAsync(_bench.Folder.File("a.parquet"));

        await _bench.RefusedAsync("has text in jpg_0; encoded images are needed", file, "--loss", "diffusion-dpo");
    }

    public void Dispose() => _bench.Dispose();
}
