using System.Diagnostics;

namespace InstructEngine.Cluster.Tests;

/// <summary>A broker of a test's own, with further lines of <c>rabbitmq.conf</c>; ended with the test.</summary>
internal sealed class OwnBroker : IAsyncDisposable
{
    private readonly string _folder;

    private OwnBroker(string folder, Uri address)
    {
        _folder = folder;
        Address = address;
    }

    /// <summary>As <c>amqp://guest:guest@127.0.0.1:PORT/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Starts Debian's package; skips the test where it is not installed.</summary>
    public static async Task<OwnBroker> StartAsync(string folder, string configuration)
    {
        Assert.SkipWhen(string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable("INSTRUCTENGINE_TEST_RABBITMQ")), "INSTRUCTENGINE_TEST_RABBITMQ names no server (test.sh starts one).");
        Assert.SkipUnless(File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server"), "Debian's package rabbitmq-server is not installed: this test needs a broker with settings of its own.");
        Directory.CreateDirectory(folder);
        var further = Path.Combine(folder, "further.conf");
        await File.WriteAllTextAsync(further, configuration);
        var (exitCode, output) = await RunAsync("start", folder, further);
        Assert.True(exitCode == 0, $"the broker did not start: {output}");
        var address = output.Split('\n').Single(line => line.StartsWith("INSTRUCTENGINE_TEST_RABBITMQ=", StringComparison.Ordinal));
        return new(folder, new Uri(address[(address.IndexOf('=', StringComparison.Ordinal) + 1)..]));
    }

    /// <summary>The environment that tells a service or the command line where the broker is.</summary>
    public Dictionary<string, string> Environment() => Broker.Environment(Address);

    /// <summary>As <c>kill -9</c> and power cuts do.</summary>
    public Task KillAsync() => RunAsync("kill", _folder, "");

    /// <summary>After a kill, with what it had stored and at the same address.</summary>
    public async Task StartAgainAsync()
    {
        var (exitCode, output) = await RunAsync("again", _folder, "");
        Assert.True(exitCode == 0, $"the broker did not start again: {output}");
    }

    public async ValueTask DisposeAsync() => await RunAsync("stop", _folder, "");

    private static async Task<(int ExitCode, string Output)> RunAsync(string what, string folder, string further)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Programs.Repository, "tests", "servers", "rabbitmq.sh"), what, folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["INSTRUCTENGINE_RABBITMQ_CONF"] = further },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
