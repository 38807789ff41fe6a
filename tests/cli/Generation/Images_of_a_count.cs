using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Generation;

public sealed class Images_of_a_count(TinyModelFolder model) : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Are_each_the_file_that_its_seed_alone_gives()
    {
        var run = await Generate.RunAsync(model.Path, _folder.File("a.png"), "--count", "3", "--seed", "5");
        Assert.Equal(ExitCodes.Ok, run.ExitCode);

        var together = Enumerable.Range(0, 3).Select(index => File.ReadAllBytes(_folder.File($"a-{index}.png"))).ToList();
        for (var index = 0; index < together.Count; index++)
        {
            await Generate.RunAsync(model.Path, _folder.File("alone.png"), "--seed", $"{5 + index}");
            Assert.Equal(File.ReadAllBytes(_folder.File("alone.png")), together[index]);
        }

        Assert.NotEqual(together[0], together[1]);
        Assert.False(File.Exists(_folder.File("a.png")));
    }

    [Fact]
    public async Task Have_numbers_of_one_length_so_that_they_sort()
    {
        var run = await Generate.RunAsync(model.Path, _folder.File("many.PNG"), "--count", "11", "--steps", "1", "--size", "4", "--guidance", "1");

        var expected = Enumerable.Range(0, 11).Select(index => _folder.File($"many-{index:00}.PNG")).ToList();
        Assert.Equal(expected, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r')));
        Assert.Equal(expected, Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
    }

    public void Dispose() => _folder.Dispose();
}
