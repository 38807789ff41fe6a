using System.ComponentModel;
using System.Diagnostics;

namespace InstructEngine.Cluster.Tests;

/// <summary>The subscriber of docs/events/subscriber, installed as its README says, in a folder of its own.</summary>
internal static class NodeSubscriber
{
    /// <summary>Skips the test where there is no npm, or it cannot install.</summary>
    public static async Task InstallAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Source()))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var start = new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        try
        {
            using var npm = Process.Start(start)!;
            var (output, error) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
            await npm.WaitForExitAsync();
            Assert.SkipWhen(npm.ExitCode != 0, $"npm cannot install the subscriber: {await error}{await output}");
        }
        catch (Win32Exception)
        {
            Assert.Skip("npm is not on the PATH.");
        }
    }

    /// <summary>Starts it, and waits until it has bound its queue.</summary>
    public static async Task<ChildProcess> StartAsync(string folder, string queue)
    {
        var environment = new Dictionary<string, string>
        {
            ["AMQP_URL"] = Environment.GetEnvironmentVariable("INSTRUCTENGINE_TEST_RABBITMQ")!,
            ["SUBSCRIBER_QUEUE"] = queue,
        };
        var process = new ChildProcess("node", [Path.Combine(folder, "subscriber.js")], environment);
        for (var tries = 0; !process.Error.Contains("Bound", StringComparison.Ordinal); tries++)
        {
            Assert.True(tries < 300 && !process.HasExited, $"The subscriber has not bound its queue: {process.Error}");
            await Task.Delay(100);
        }

        return process;
    }

    private static string Source()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var source = Path.Combine(folder.FullName, "docs", "events", "subscriber");
            if (Directory.Exists(source))
            {
                return source;
            }
        }

        throw new InvalidOperationException("The tests do not run from a checkout of the repository.");
    }
}
