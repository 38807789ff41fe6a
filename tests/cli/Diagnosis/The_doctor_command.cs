using System.Text.Json;
using InstructEngine.Cli.Tests.BadInput;
using InstructEngine.Cli.Tests.Remote;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Diagnosis;

public sealed class The_doctor_command : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Where_nothing_is_named_it_looks_at_this_machine_alone()
    {
        var text = await CommandLine.RunAsync("doctor", "--run", _folder.File("not/yet"));
        var json = await CommandLine.RunAsync("doctor", "--run", _folder.File("not/yet"), "--json");

        Assert.Equal((ExitCodes.Ok, ExitCodes.Ok), (text.ExitCode, json.ExitCode));
        Assert.Contains("ok      libtorch: loads and computes", text.Output, StringComparison.Ordinal);
        Assert.Contains("skipped server: --server names none", text.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 ok, 0 failed, 3 skipped\n", text.Output, StringComparison.Ordinal);
        var found = JsonDocument.Parse(json.Output).RootElement;
        Assert.True(found.GetProperty("ok").GetBoolean());
        Assert.Equal(["libtorch", "disk", "server", "broker", "error queues"], found.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()));
        Assert.False(Directory.Exists(_folder.File("not")));
        Assert.Equal([_folder.File("models")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task What_fails_is_told_with_what_would_be_right_and_the_rest_goes_on()
    {
        await using var server = await FakeServer.StartAsync(new FakeRuns());

        var run = await CommandLine.RunAsync("doctor", "--server", server.Url, "--service", "http://127.0.0.1:1", "--service", "http://127.0.0.1:2", "--run", _folder.Path);

        Assert.Equal(ExitCodes.RunFailed, run.ExitCode);
        Assert.Contains("FAILED  server: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("name the gRPC address of taxonomy-svc", run.Output, StringComparison.Ordinal);
        Assert.Contains("FAILED  service http://127.0.0.1:1/: does not answer", run.Output, StringComparison.Ordinal);
        Assert.Contains("FAILED  service http://127.0.0.1:2/: does not answer", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("3 ok, 3 failed, 2 skipped\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_cannot_be_written_has_failed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere there is no /proc.");

        var run = await CommandLine.RunAsync("doctor", "--run", "/proc/runs");

        Assert.Equal(ExitCodes.RunFailed, run.ExitCode);
        Assert.Contains("FAILED  disk: The disk of /proc has 0 MB left", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_libtorch_that_does_not_load_has_failed_and_the_rest_is_looked_at()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the library has another name.");

        var run = await BrokenInstallation.RunAsync(BrokenInstallation.Install(_folder.File("program")), "doctor", "--run", _folder.Path, "--json");

        Assert.Equal(ExitCodes.RunFailed, run.ExitCode);
        var checks = JsonDocument.Parse(run.Output).RootElement.GetProperty("checks").EnumerateArray().ToDictionary(check => check.GetProperty("name").GetString()!);
        Assert.Equal("failed", checks["libtorch"].GetProperty("state").GetString());
        Assert.Contains("libLibTorchSharp.so", checks["libtorch"].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("ok", checks["disk"].GetProperty("state").GetString());
    }

    [Fact]
    public async Task An_address_that_is_none_is_a_wrong_command_line()
    {
        var run = await CommandLine.RunAsync("doctor", "--service", "localhost");

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("--service is 'localhost'; expected an address", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
