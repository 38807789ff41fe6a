using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Specs;
using InstructEngine.Storage;
using Xunit;

namespace InstructEngine.Cli.Tests.Reviews;

public class A_run_is_served
{
    [Fact]
    public async Task With_a_token_that_is_printed_and_stays_the_same()
    {
        using var test = new TestFolder();
        var folder = await RunAsync(test);
        var first = await VisitAsync(folder);
        var second = await VisitAsync(folder);
        Assert.Equal(first, second);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "review-annotators.txt")));
    }

    [Fact]
    public async Task Not_where_its_port_is_taken()
    {
        using var test = new TestFolder();
        var folder = await RunAsync(test);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var result = await CommandLine.RunAsync("serve", "--run", folder, "--port", $"{port}");
        Assert.Equal(ExitCodes.PortInUse, result.ExitCode);
        Assert.Contains($"Port {port} is in use", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anna short", "line 1: the token has 5 characters")]
    [InlineData("", "names 0 annotators")]
    public async Task Not_with_annotators_that_cannot_be_used(string annotators, string expected)
    {
        using var test = new TestFolder();
        var folder = await RunAsync(test);
        var result = await CommandLine.RunAsync("serve", "--run", folder, "--annotators", test.Write("annotators.txt", annotators));
        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_where_there_is_none()
    {
        using var test = new TestFolder();
        foreach (var command in new[] { new[] { "serve" }, ["review", "results"] })
        {
            var result = await CommandLine.RunAsync([.. command, "--run", test.Path]);
            Assert.Equal(ExitCodes.Usage, result.ExitCode);
            Assert.Contains("is no folder of a run", result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task And_has_no_results_before_it_was_evaluated()
    {
        using var test = new TestFolder();
        var result = await CommandLine.RunAsync("review", "results", "--run", await RunAsync(test));
        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains("nothing of this run was evaluated yet", result.Error, StringComparison.Ordinal);
    }

    /// <summary>Can be read while it is written.</summary>
    private sealed class WatchedWriter : StringWriter
    {
        private readonly Lock _one = new();

        public override void Write(string? value)
        {
            lock (_one)
                base.Write(value);
        }

        public override string ToString()
        {
            lock (_one)
                return base.ToString();
        }
    }

    /// <returns>The annotator's token.</returns>
    private static async Task<string> VisitAsync(string folder)
    {
        using var stop = new CancellationTokenSource();
        var output = new WatchedWriter();
        var serving = InstructEngineProgram.RunAsync(["serve", "--run", folder, "--port", "0"], output, TextWriter.Null, stop.Token);
        while (!output.ToString().Contains("Ctrl-C", StringComparison.Ordinal) && !serving.IsCompleted)
            await Task.Delay(50);

        var address = new Uri(Regex.Match(output.ToString(), @"http://127\.0\.0\.1:\d+").Value);
        var token = Regex.Match(output.ToString(), "to review, sign in with the token +([0-9a-f]{24})").Groups[1].Value;
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(address)).StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(address)).StatusCode);
        await stop.CancelAsync();
        Assert.Equal(ExitCodes.Ok, await serving);
        return token;
    }

    private static async Task<string> RunAsync(TestFolder test)
    {
        var path = test.File("run");
        RunFolder.Take(path, new RunMarker("run-1", RunSpecReader.Demo(), "demo", null, DateTimeOffset.UnixEpoch)).Dispose();
        var documents = StorageFactory.CreateDocumentStore(new StorageOptions { SqlitePath = Path.Combine(path, "run.db"), BlobFolder = Path.Combine(path, "blobs") });
        await documents.InitializeAsync(default);
        (documents as IDisposable)?.Dispose();
        return path;
    }
}
