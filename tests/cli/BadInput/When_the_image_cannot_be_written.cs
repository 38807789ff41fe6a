using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public sealed class When_the_image_cannot_be_written(TinyModelFolder model) : IDisposable
{
    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData("a.jpg")]
    [InlineData("a")]
    [InlineData(".png")]
    public async Task Another_kind_of_file_is_refused(string name)
    {
        var run = await RunAsync(name);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains($"{name}'; expected a file name that ends in .png", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_named_and_not_made()
    {
        var run = await RunAsync("new/a.png");

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains($"there is no folder {_folder.File("new")}; create it", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("new")));
    }

    [Theory]
    [InlineData("a.png")]
    [InlineData("a-1.png", "--count", "2")]
    public async Task A_folder_of_that_name_is_named(string taken, params string[] more)
    {
        Directory.CreateDirectory(_folder.File(taken));
        var run = await RunAsync("a.png", more);

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains($"{_folder.File(taken)} is a folder", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_takes_no_files_is_told_before_anything_is_drawn()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a file system that takes no files: /proc.");
        var run = await Generate.RunAsync("no such model", "/proc/a.png");

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains("--out: /proc/a.png cannot be written", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_no_folder()
    {
        _folder.Write("file", "");
        var run = await RunAsync("file/a.png");

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains(_folder.File("file"), run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_told_and_no_part_of_the_image_is_left()
    {
        using var disk = MountedDisk.At(_folder.File("disk"), "size=8k");
        File.WriteAllBytes(_folder.File("disk/filler"), new byte[8192]);

        var run = await Generate.RunAsync(model.Path, _folder.File("disk/a.png"));

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains($"--out: {_folder.File("disk/a.png")} cannot be written", run.Error, StringComparison.Ordinal);
        Assert.Equal([_folder.File("disk/filler")], Directory.GetFiles(_folder.File("disk")));
    }

    public void Dispose() => _folder.Dispose();

    // What is wrong with the output is said before the model is looked at.
    private Task<CommandLine> RunAsync(string output, params string[] more) => Generate.RunAsync("no such model", _folder.File(output), more);
}
