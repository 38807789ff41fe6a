using InstructEngine.Cli.Embedded;
using InstructEngine.Cli.Folders;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public class When_two_runs_share_a_folder
{
    [Fact]
    public async Task The_second_is_refused_while_the_first_holds_it()
    {
        using var folder = new TestFolder();
        using (RunFolder.Take(folder.File("out"), RunInputs.Read(null, null, null).ToMarker(DateTimeOffset.UnixEpoch)))
        {
            var run = await CommandLine.RunAsync("run", "--out", folder.File("out"), "--models", folder.Models());

            Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
            Assert.Contains("in use by another run", run.Error, StringComparison.Ordinal);
        }

        // Let go, it can be taken again.
        RunFolder.Take(folder.File("out"), RunInputs.Read(null, null, null).ToMarker(DateTimeOffset.UnixEpoch)).Dispose();
    }
}
