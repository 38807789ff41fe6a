using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Generation;

public sealed class A_stopped_drawing(TinyModelFolder model) : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Leaves_no_file_and_ends_with_130()
    {
        var (code, output) = await RunAsync("drawing", "--steps", "1000");

        Assert.Equal((ExitCodes.Cancelled, ""), (code, output));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Names_the_images_that_were_done_before()
    {
        using var stop = new CancellationTokenSource();
        var first = _folder.File("a-0000.png");
        using var watching = new Timer(_ => { if (File.Exists(first)) stop.Cancel(); }, null, 0, 5);
        var output = new StringWriter();
        var code = await InstructEngineProgram.RunAsync(Arguments("--count", "2000", "--steps", "2"), output, TextWriter.Null, stop.Token);

        Assert.Equal(ExitCodes.Cancelled, code);
        var named = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(named.Length, 1, 1999);
        Assert.Equal(Directory.GetFiles(_folder.Path).Order(), named.Order());
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Code, string Output)> RunAsync(string stopAt, params string[] more)
    {
        using var stop = new CancellationTokenSource();
        var output = new StringWriter();
        var code = await InstructEngineProgram.RunAsync(Arguments(more), output, new StoppingWriter(stopAt, stop), stop.Token);
        return (code, output.ToString());
    }

    private string[] Arguments(params string[] more) =>
        ["generate", "--model", model.Path, "--prompt", "a", "--out", _folder.File("a.png"), "--threads", "1", .. more];

    private sealed class StoppingWriter(string at, CancellationTokenSource stop) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            if (value?.Contains(at, StringComparison.Ordinal) == true)
                stop.Cancel();
        }
    }
}
