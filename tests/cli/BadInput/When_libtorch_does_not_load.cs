using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public sealed class When_libtorch_does_not_load(TinyModelFolder model) : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task The_file_and_the_reason_are_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the library has another name.");
        var run = await BrokenInstallation.RunAsync(
            BrokenInstallation.Install(_folder.File("program")), "generate", "--model", model.Path, "--prompt", "a", "--steps", "1", "--out", _folder.File("a.png"));

        Assert.True(run.ExitCode == ExitCodes.RunFailed, $"{run.ExitCode}: {run.Error}");
        Assert.Contains("libLibTorchSharp.so' does not load: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.False(File.Exists(_folder.File("a.png")));
    }

    public void Dispose() => _folder.Dispose();
}
