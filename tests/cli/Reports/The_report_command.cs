using InstructEngine.Cli.Tests.Embedded;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Reports;

public class The_report_command
{
    [Fact]
    public async Task Writes_a_run_s_report_again_and_one_over_two_runs()
    {
        using var tiny = new TinyRun();
        var first = await tiny.RunAsync(new DrawnScenes());
        Assert.True(first.ExitCode == ExitCodes.Ok, first.Error);

        var again = await CommandLine.RunAsync("report", tiny.Out(), "--out", tiny.Out("again.html"));
        Assert.True(again.ExitCode == ExitCodes.Ok, again.Error);
        Assert.Equal(await File.ReadAllTextAsync(tiny.Out("report.html")), await File.ReadAllTextAsync(tiny.Out("again.html")));

        var second = await tiny.RunAsync(new DrawnScenes(), "second", ["--seed", "2"]);
        Assert.True(second.ExitCode == ExitCodes.Ok, second.Error);
        var both = await CommandLine.RunAsync("report", tiny.Out(), tiny.Out(folder: "second"), "--out", tiny.Out("both.html"));
        Assert.True(both.ExitCode == ExitCodes.Ok, both.Error);
        Assert.Contains("Gain by the number of pairs", await File.ReadAllTextAsync(tiny.Out("both.html")), StringComparison.Ordinal);

        var nowhere = await CommandLine.RunAsync("report", tiny.Out(), "--out", tiny.Out("no/such/folder.html"));
        Assert.Equal(ExitCodes.OutputUnusable, nowhere.ExitCode);
    }
}
