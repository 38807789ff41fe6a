using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using InstructEngine.Cli.Folders;
using InstructEngine.Cluster.Tests;
using InstructEngine.Hosting.Specs;
using InstructEngine.Services.Tests.EvalService.HumanReview;

namespace InstructEngine.Browser.Tests.HumanReview;

/// <summary>A run's folder that <c>instructengine serve</c> serves, in a process of its own that can be killed and started again.</summary>
internal sealed partial class ServedRun : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private ChildProcess? _server;

    private ServedRun()
    {
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public static async Task<ServedRun> StartAsync(int pairs)
    {
        var served = new ServedRun();
        RunFolder.Take(served.Run, new RunMarker(ReviewBench.Run, RunSpecReader.Demo(), "demo", null, DateTimeOffset.UnixEpoch)).Dispose();
        await ReviewBench.StoreAsync(served.Run, pairs);
        await File.WriteAllTextAsync(served.Annotators, $"anna {ReviewBench.Anna}\n");
        await File.WriteAllTextAsync(served.Admin, ReviewBench.Admin + "\n");
        await served.ServeAsync();
        return served;
    }

    /// <summary>SIGKILL: the process has no time for anything.</summary>
    public async Task KillAsync()
    {
        _server!.KillNow();
        await _server.DisposeAsync();
    }

    /// <summary>The same command on the same port and folder.</summary>
    public async Task ServeAsync()
    {
        _server = new ChildProcess(
            Programs.CommandLine,
            ["serve", "--run", Run, "--annotators", Annotators, "--admin-token-file", Admin, "--port", $"{(Address.IsDefaultPort ? 0 : Address.Port)}"],
            new Dictionary<string, string>());
        while (!_server.Output.Contains("Ctrl-C stops", StringComparison.Ordinal))
        {
            Assert.False(_server.HasExited, $"serve ended: {_server.Error}{_server.Output}");
            await Task.Delay(50);
        }

        Address = new Uri(Loopback().Match(_server.Output).Value);
    }

    /// <summary>Every vote, as the admin's file has them.</summary>
    public async Task<JsonArray> VotesAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ReviewBench.Admin);
        return (await client.GetFromJsonAsync<JsonNode>($"/results/{ReviewBench.Run}/votes.json"))!["votes"]!.AsArray();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }

    private string Run => Path.Combine(_folder.Path, "run");

    private string Annotators => Path.Combine(_folder.Path, "annotators.txt");

    private string Admin => Path.Combine(_folder.Path, "admin.txt");

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Loopback();
}
