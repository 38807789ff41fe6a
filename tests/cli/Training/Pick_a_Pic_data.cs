using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Diffusion.Images;
using InstructEngine.Hosting;
using InstructEngine.TrainerService.Datasets;
using Xunit;

namespace InstructEngine.Cli.Tests.Training;

public sealed class Pick_a_Pic_data(TinyModelFolder model) : IDisposable
{
    private static readonly string[] Dpo = ["--loss", "diffusion-dpo"];
    private readonly TrainBench _bench = new(model.Path);

    [Theory]
    [InlineData("diffusion-dpo")]
    [InlineData("sft")]
    public async Task Trains_with_the_losses_that_look_at_one_instruction(string loss)
    {
        var data = await PickAPic.WriteAsync(_bench.Folder.File("a.parquet"), PickAPic.Good(0, 5));
        var run = await _bench.RunAsync(data, "--loss", loss);

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        Assert.StartsWith($"{loss} on 5 pairs", run.Output);
        Assert.Contains("5/5 rows", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Becomes_pairs_whose_preferred_image_comes_first()
    {
        var second = PickAPic.Good(1) with { Label0 = 0, Label1 = 1 };
        var data = await PickAPic.WriteAsync(_bench.Folder.File("a.parquet"), PickAPic.Good(0), second);
        Assert.Equal(ExitCodes.Ok, (await _bench.RunAsync(data, Dpo)).ExitCode);

        var lines = Lines();
        Assert.Equal(["a/0000000", "a/0000001"], lines.Select(line => line.TripleId));
        Assert.All(lines, line => Assert.Null(line.Dispreferred));
        Assert.Equal(["caption 0", "caption 1"], lines.Select(line => line.Preferred));

        // Of the first row the wide image won, of the second the high one.
        Assert.Equal(new ManifestCrop(40, 48, 0, 3), lines[0].PreferredImage.Crop);
        Assert.Equal(new ManifestCrop(48, 40, 3, 0), lines[0].DispreferredImage.Crop);
        Assert.Equal(new ManifestCrop(48, 40, 3, 0), lines[1].PreferredImage.Crop);
        Assert.Equal((48, 40, 3, 0, 32, 32), Conditions(lines[1].PreferredImage));
    }

    [Theory]
    [InlineData(16, "--size", "16")]
    [InlineData(32)]
    public async Task Is_brought_to_the_size_asked_for_or_the_models(int side, params string[] options)
    {
        var data = await PickAPic.WriteAsync(_bench.Folder.File("a.parquet"), PickAPic.Good(0, 3));
        Assert.Equal(ExitCodes.Ok, (await _bench.RunAsync(data, [.. Dpo, .. options])).ExitCode);

        foreach (var image in Lines().Select(line => line.PreferredImage))
        {
            var read = RgbImage.FromPng(File.ReadAllBytes(_bench.Out(Path.Combine("dataset", "images", image.Sha256 + ".png"))));
            Assert.Equal((side, side, side, side), (read.Width, read.Height, image.Width, image.Height));
        }
    }

    [Fact]
    public async Task May_lie_in_several_files_and_be_taken_in_part()
    {
        var folder = Directory.CreateDirectory(_bench.Folder.File("data")).FullName;
        await PickAPic.WriteAsync(Path.Combine(folder, "b.parquet"), PickAPic.Good(10, 3));
        await PickAPic.WriteAsync(Path.Combine(folder, "a.parquet"), PickAPic.Good(0, 3));
        Assert.Equal(ExitCodes.Ok, (await _bench.RunAsync(folder, [.. Dpo, "--max-pairs", "4"])).ExitCode);

        Assert.Equal(["a/0000000", "a/0000001", "a/0000002", "b/0000000"], Lines().Select(line => line.TripleId));
    }

    [Fact]
    public async Task Is_not_read_again_by_a_training_that_goes_on()
    {
        var data = await PickAPic.WriteAsync(_bench.Folder.File("a.parquet"), PickAPic.Good(0, 4));
        string[] settings = [.. Dpo, "--steps", "6"];
        Assert.Equal(ExitCodes.Cancelled, await _bench.RunToFirstEpochAsync(data, "out", settings));
        var resumed = await _bench.RunAsync(data, settings);

        Assert.True(resumed.ExitCode == ExitCodes.Ok, resumed.Error);
        Assert.Single(resumed.Error.Split('\n'), line => line.Contains("rows", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_an_instruction_for_each_image_is_cross_validated()
    {
        var run = await _bench.RunAsync(await PickAPic.WriteTwoInstructionsAsync(_bench.Folder.File("a.parquet"), 4));

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        Assert.StartsWith("cross-validation on 4 pairs", run.Output);
        Assert.Equal(("a red disc 0", "a blue disc 0"), (Lines()[0].Preferred, Lines()[0].Dispreferred));
    }

    public void Dispose() => _bench.Dispose();

    private IReadOnlyList<ManifestLine> Lines() => DatasetManifest.Read(File.ReadAllBytes(_bench.Out(Path.Combine("dataset", "manifest.jsonl"))));

    private static (int, int, int, int, int, int) Conditions(ManifestImage image)
    {
        var told = image.SizeConditions;
        return (told.OriginalHeight, told.OriginalWidth, told.CropTop, told.CropLeft, told.TargetHeight, told.TargetWidth);
    }
}
