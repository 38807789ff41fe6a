using System.Net;
using System.Text;
using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Suites;
using InstructEngine.Hosting;
using InstructEngine.Lexicons.Suites;
using InstructEngine.Services.Tests.EvalService.Evaluation;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Content;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Suites;

public sealed class Published_suites
{
    private const string Text = "Prompts,Category\na red car,Colors\na blue car,Colors\nthree dogs,Counting\n";

    private static readonly Dictionary<string, int> Counts = new() { ["Colors"] = 2, ["Counting"] = 1 };

    [Fact]
    public async Task Are_fetched_once_and_then_taken_from_the_cache()
    {
        using var cache = new TemporaryFolder();
        await using var server = await ListServer.StartAsync(Text);
        var suite = Suite(server, ContentIds.Sha256Hex(Encoding.UTF8.GetBytes(Text)));

        var first = await ReadAsync(suite, cache);
        await ReadAsync(suite, cache);
        await File.WriteAllTextAsync(cache.PathOf(suite.FileName), "spoiled", TestContext.Current.CancellationToken);
        var third = await ReadAsync(suite, cache);

        Assert.Equal(2, server.Asked);
        Assert.Equal(first, third);
        suite.Require(SuiteFile.Parse(first, suite.FileName), "it");
    }

    [Fact]
    public async Task With_another_hash_are_refused()
    {
        using var cache = new TemporaryFolder();
        await using var server = await ListServer.StartAsync(Text);

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Suite(server, new string('0', 64)), cache));

        Assert.Contains("gives another file", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(cache.PathOf("small.csv")));
    }

    [Fact]
    public async Task That_are_not_there_say_what_can_be_done()
    {
        using var cache = new TemporaryFolder();
        await using var server = await ListServer.StartAsync(null);

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Suite(server, new string('0', 64)), cache));

        Assert.Contains("evaluation.suiteFile", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_other_counts_show_both()
    {
        var fault = Assert.Throws<InvalidDataException>(() => PublishedSuite.DrawBench.Require(SuiteFile.Parse(Encoding.UTF8.GetBytes(Text), "mine.csv"), "mine.csv"));

        Assert.Contains("200 prompts in 11 categories (Colors 25,", fault.Message, StringComparison.Ordinal);
        Assert.Contains("this has 3 in 2 (Colors 2, Counting 1)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_spec_are_held_against_their_counts_when_a_file_is_named()
    {
        await using var bench = new EvaluationBench();
        await bench.InitializeAsync();
        var blob = await bench.Blobs.PutAsync(SuiteFile.Canonical(SuiteFile.Parse(Encoding.UTF8.GetBytes(Text), "mine.csv")), TestContext.Current.CancellationToken);
        var suites = new PromptSuites(bench.Blobs, new SuiteDownloads(new("nowhere", new Dictionary<string, Uri>()), new HttpClient()));
        var spec = new EvaluationSpec("drawbench", 200, 1, 4, [1], null, BlobText.Of(blob));

        await Assert.ThrowsAsync<RunFailureException>(() => suites.TakeAsync(spec, TestContext.Current.CancellationToken));
        var own = await suites.TakeAsync(spec with { Suite = "file" }, TestContext.Current.CancellationToken);

        Assert.Equal([("a red car", "Colors"), ("a blue car", "Colors"), ("three dogs", "Counting")], own.Select(prompt => (prompt.Text, prompt.Category)));
    }

    [Fact]
    public void DrawBench_has_200_prompts_in_11_categories() =>
        PublishedSuite.DrawBench.Require(SuiteFile.Read(GoldenFolder.Require("drawbench", "drawbench.csv")), "drawbench.csv");

    [Fact]
    public void PartiPrompts_are_the_published_ones()
    {
        var file = GoldenFolder.Require("prompts", "PartiPrompts.tsv");
        var suite = SuiteFile.Read(file);

        Assert.Equal(1632, suite.Prompts.Count);
        PublishedSuite.PartiPrompts.Require(suite, file);
        Assert.Equal(PublishedSuite.PartiPrompts.Sha256, ContentIds.Sha256Hex(File.ReadAllBytes(file)));
    }

    private static PublishedSuite Suite(ListServer server, string hash) => new("small", "small.csv", server.Address, hash, Counts);

    private static Task<byte[]> ReadAsync(PublishedSuite suite, TemporaryFolder cache) =>
        new SuiteDownloads(new(cache.PathOf(""), new Dictionary<string, Uri>()), new HttpClient()).ReadAsync(suite, TestContext.Current.CancellationToken);

    /// <summary>Gives one text, or nothing.</summary>
    private sealed class ListServer(HttpListener listener, Uri address) : IAsyncDisposable
    {
        private int _asked;

        public int Asked => _asked;

        public Uri Address => address;

        public static Task<ListServer> StartAsync(string? text)
        {
            var port = FreePort();
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            listener.Start();
            var server = new ListServer(listener, new Uri($"http://127.0.0.1:{port}/list"));
            _ = Task.Run(() => server.ServeAsync(text));
            return Task.FromResult(server);
        }

        public ValueTask DisposeAsync()
        {
            listener.Close();
            return ValueTask.CompletedTask;
        }

        private async Task ServeAsync(string? text)
        {
            while (listener.IsListening)
            {
                try
                {
                    var context = await listener.GetContextAsync();
                    Interlocked.Increment(ref _asked);
                    context.Response.StatusCode = text is null ? 404 : 200;
                    context.Response.Close(Encoding.UTF8.GetBytes(text ?? ""), willBlock: true);
                }
                catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
                {
                    return;
                }
            }
        }

        private static int FreePort()
        {
            using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            socket.Start();
            return ((IPEndPoint)socket.LocalEndpoint).Port;
        }
    }
}
