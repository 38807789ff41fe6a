using System.Text.Json;
using InstructEngine.Cli.Tests.Training;
using InstructEngine.Diffusion.Images;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Datasets;

public sealed class An_import_of_Pick_a_Pic : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Leaves_ties_out_and_counts_them()
    {
        var file = await PickAPic.WriteAsync(
            _folder.File("pick.parquet"), PickAPic.Good(1), PickAPic.Good(2) with { Label0 = 0.5, Label1 = 0.5 }, PickAPic.Good(3) with { Label0 = 0, Label1 = 1 },
            PickAPic.Good(4) with { HasLabel = false }, PickAPic.Good(5) with { Jpg1 = [1, 2, 3] });

        var run = await CommandLine.RunAsync("dataset", "import", "--from", file, "--size", "32x32", "--out", _folder.File("pairs"), "--json");

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        var result = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal((5, 2), (result.GetProperty("rows").GetInt32(), result.GetProperty("pairs").GetInt32()));
        Assert.Equal(
            [("not compared", 1), ("tie in the check", 1), ("undecodable image", 1)],
            result.GetProperty("leftOut").EnumerateObject().Select(reason => (reason.Name, reason.Value.GetInt32())));
        var images = Directory.GetFiles(_folder.File("pairs/images"));
        Assert.Equal(4, images.Length);
        Assert.All(images, image => Assert.Equal((32, 32), SizeOf(image)));
    }

    [Fact]
    public async Task Leaves_the_images_as_they_are_without_a_size()
    {
        var even = PickAPic.Good(1) with { Jpg1 = Pictures.Jpeg(7, 48, 40) };
        var file = await PickAPic.WriteAsync(_folder.File("pick.parquet"), even, PickAPic.Good(2));

        var run = await CommandLine.RunAsync("dataset", "import", "--from", file, "--out", _folder.File("pairs"));

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        Assert.Contains("1 left out: images of different sizes", run.Output, StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(_folder.File("pairs/images")), image => Assert.Equal((48, 40), SizeOf(image)));
    }

    [Fact]
    public async Task Exports_a_row_for_the_one_caption_of_a_pair()
    {
        var file = await PickAPic.WriteAsync(_folder.File("pick.parquet"), PickAPic.Good(1, 6));
        await CommandLine.RunAsync("dataset", "import", "--from", file, "--size", "32x32", "--out", _folder.File("pairs"));

        var run = await CommandLine.RunAsync("export", "--run", _folder.File("pairs"), "--format", "pickapic", "--held-out", "0", "--out", _folder.File("out"));

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        Assert.Equal(6L, DuckDb.Query($"SELECT count(*) FROM read_parquet('{_folder.File("out/data/train/00000.parquet")}')")[0][0]);
    }

    [Fact]
    public async Task Of_nothing_but_ties_is_refused_and_leaves_nothing()
    {
        var file = await PickAPic.WriteAsync(_folder.File("pick.parquet"), PickAPic.Good(1) with { Label0 = 0.5, Label1 = 0.5 });

        var run = await CommandLine.RunAsync("dataset", "import", "--from", file, "--out", _folder.File("pairs"));

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("1 × tie in the check", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(_folder.Path, "pairs*"));
    }

    public void Dispose() => _folder.Dispose();

    private static (int, int) SizeOf(string file)
    {
        var image = RgbImage.FromFile(File.ReadAllBytes(file));
        return (image.Width, image.Height);
    }
}
