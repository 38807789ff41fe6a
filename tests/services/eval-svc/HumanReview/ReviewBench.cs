using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using InstructEngine.Diffusion.Images;
using InstructEngine.EvalService.HumanReview;
using InstructEngine.EvalService.HumanReview.Pairs;
using InstructEngine.EvalService.HumanReview.Voting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Specs;
using InstructEngine.Review;
using InstructEngine.Review.Access;
using InstructEngine.Storage;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace InstructEngine.Services.Tests.EvalService.HumanReview;

/// <summary>Review pages on a free port over stores in a folder of their own; they can be killed and come back.</summary>
internal sealed class ReviewBench : IAsyncDisposable
{
    public const string Run = "run-1";
    public const string Anna = "anna-0123456789abcdef";
    public const string Ben = "ben-0123456789abcdef";
    public const string Admin = "admin-0123456789abcdef";

    private readonly string _folder;
    private ServiceProvider? _services;
    private ReviewSite? _site;
    private ReviewOptions _options = new(0, IPAddress.Loopback);

    private ReviewBench(string folder) => _folder = folder;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IDocumentStore Documents => _services!.GetRequiredService<IDocumentStore>();

    public ComparedCheckpoint Checkpoint { get; private set; } = new(Run, 1, "checkpoint-hash", 1, []);

    public static async Task<ReviewBench> StartAsync(int pairs = 20, Func<int, string>? prompt = null, ReviewOptions? options = null, bool damaged = false)
    {
        var bench = new ReviewBench(Directory.CreateTempSubdirectory("review-bench-").FullName);
        bench._options = options ?? bench._options;
        await bench.OpenStoresAsync();
        await bench.StoreRunAsync(pairs, prompt ?? PromptOf, damaged);
        await bench.ServeAsync();
        return bench;
    }

    /// <summary>Stores the run in a folder, for another process to serve.</summary>
    public static async Task StoreAsync(string folder, int pairs)
    {
        var bench = new ReviewBench(folder);
        await bench.OpenStoresAsync();
        await bench.StoreRunAsync(pairs, PromptOf, damaged: false);
        await bench._services!.DisposeAsync();
    }

    /// <summary>Ends the server as a kill does: connections break, nothing more is written.</summary>
    public async Task KillAsync()
    {
        await _site!.StopAsync(new CancellationToken(canceled: true));
        await _site.DisposeAsync();
        await _services!.DisposeAsync();
    }

    /// <summary>A new server over the same folder and port.</summary>
    public async Task ReviveAsync()
    {
        await OpenStoresAsync();
        _options = _options with { Port = Address.Port };
        await ServeAsync();
    }

    /// <param name="token">Null for none.</param>
    public HttpClient Client(string? token)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public static async Task<JsonNode> StateAsync(HttpClient client) => (await client.GetFromJsonAsync<JsonNode>($"/compare/{Run}/state"))!;

    /// <summary>Answers the question of a view; false ids and values are the test's own to send.</summary>
    public static Task<HttpResponseMessage> VoteAsync(HttpClient client, JsonNode view, string choice) => client.PostAsJsonAsync($"/compare/{Run}/votes", new
    {
        revision = (int)view["revision"]!,
        item = (string)view["item"]!["id"]!,
        criterion = (string)view["item"]!["criterion"]!,
        choice,
    });

    public async Task<VotingSession?> SessionAsync(string annotator) =>
        (await Documents.ListAsync<VotingSession>(VotingDesk.Collection, Run, default).ToListAsync())
            .Select(session => session.Value).SingleOrDefault(session => session.Annotator == annotator);

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
            await _site.DisposeAsync();
        if (_services is not null)
            await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string PromptOf(int index) => $"prompt {index}: two red rings";

    private async Task OpenStoresAsync()
    {
        var storage = new StorageOptions { SqlitePath = Path.Combine(_folder, "run.db"), BlobFolder = Path.Combine(_folder, "blobs") };
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(_ => StorageFactory.CreateDocumentStore(storage))
            .AddSingleton(_ => StorageFactory.CreateBlobStore(storage))
            .AddSingleton<RunDirectory>()
            .AddHumanReview()
            .BuildServiceProvider();
        await Documents.InitializeAsync(default);
        await _services.GetRequiredService<IBlobStore>().InitializeAsync(default);
    }

    private async Task ServeAsync()
    {
        _site = ReviewSite.Build(
            _options,
            new ReviewerList([("anna", Anna), ("ben", Ben)], Admin),
            _services!.GetRequiredService<RunDirectory>(),
            _services!.GetServices<IReviewPages>(),
            NullLoggerFactory.Instance,
            TimeProvider.System);
        await _site.StartAsync(default);
        Address = _site.Address;
    }

    private async Task StoreRunAsync(int pairs, Func<int, string> prompt, bool damaged)
    {
        var blobs = _services!.GetRequiredService<IBlobStore>();
        var compared = new List<ComparedPair>();
        for (var index = 0; index < pairs; index++)
        {
            var plain = await blobs.PutAsync(Picture(index, noise: false).ToPng(), default);
            var noisy = await blobs.PutAsync(damaged && index == 0 ? new byte[] { 0x89, 1, 2, 3 } : Picture(index, noise: true).ToPng(), default);
            compared.Add(new ComparedPair(index, 0, prompt(index), index % 2 == 0 ? "even" : "odd", plain, noisy));
        }

        Checkpoint = Checkpoint with { Pairs = compared };
        await Documents.InsertIfAbsentAsync(ComparedCheckpoints.Collection, "checkpoint", Run, Checkpoint, default);
        var run = new RunDocument(Run, RunSpecReader.Demo() with { Name = "A run" }, null, "demo", DateTimeOffset.UnixEpoch, RunState.Completed);
        await _services!.GetRequiredService<RunDirectory>().InsertAsync(run, default);
    }

    /// <summary>Noise makes the aligned model's files much longer than the base's, which must not show.</summary>
    private static RgbImage Picture(int index, bool noise)
    {
        const int size = 64;
        var random = new Random(index);
        var rgb = new byte[size * size * RgbImage.Channels];
        for (var i = 0; i < rgb.Length; i += RgbImage.Channels)
        {
            var (x, y) = (i / RgbImage.Channels % size, i / RgbImage.Channels / size);
            var inside = Math.Abs(x - 32) < 16 && Math.Abs(y - 32) < 16;
            rgb[i] = (byte)(inside ? 210 : 30 + (index * 8 % 60));
            rgb[i + 1] = (byte)(noise ? 60 + random.Next(60) : 90);
            rgb[i + 2] = (byte)(inside ? 60 : 140);
        }

        return new RgbImage(size, size, rgb);
    }
}
