using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService;
using InstructEngine.InstructionService.Review;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.Review;

/// <summary>A run of two leaves, ten triples each, that waits for its review.</summary>
internal sealed class ReviewHarness : IAsyncDisposable
{
    public const string RunId = "run-1";

    public static ThemeExpanded Theme { get; } = new(
        RunId, "theme-1", "Rings", "", [Leaves.Of("red ring"), Leaves.Of("castle") with { OutsideWorld = "no castle" }, Leaves.Of("blue ring")], []);

    private readonly ThemeExpanded _theme;

    private ReviewHarness(ServiceHarness service, ThemeExpanded theme) => (Service, _theme) = (service, theme);

    public ServiceHarness Service { get; }

    public InstructionReviews Reviews => Service.Get<InstructionReviews>();

    /// <param name="leaves">Null for the demo world's.</param>
    public static async Task<ReviewHarness> PausedAsync(IReadOnlyList<Subtopic>? leaves = null, InstructionSpec? instructions = null)
    {
        var harness = await StartAsync(leaves, instructions);
        await harness.SendAsync();
        await harness.Service.Runs.PauseAsync(RunId, "instruction-svc", "review", default);
        return harness;
    }

    public static async Task<ReviewHarness> StartAsync(IReadOnlyList<Subtopic>? leaves = null, InstructionSpec? instructions = null)
    {
        var service = await ServiceHarness.StartAsync(new InstructionModule());
        instructions ??= Specs.Instructions;
        var theme = leaves is null ? Theme : Theme with { Subtopics = leaves };
        var written = theme.Subtopics.Count(leaf => leaf.OutsideWorld is null);
        await service.InsertRunAsync(RunId, Specs.Demo with { Instructions = instructions with { Review = true }, Rendering = Specs.Demo.Rendering with { Check = "clip-score" } });
        await service.Documents.InsertIfAbsentAsync(
            Collections.Taxonomies, RunId, RunId, new TaxonomyCompleted(RunId, 1, written, 0, written * instructions.TriplesPerLeaf), default);
        return new(service, theme);
    }

    public async Task SendAsync() => Assert.Null(await Service.SendAsync(_theme));

    /// <summary>The run is asked for again.</summary>
    public async Task GoOnAsync()
    {
        await Service.Runs.ReopenAsync(RunId, default);
        await SendAsync();
    }

    public async Task<IReadOnlyList<DraftedTriple>> TriplesAsync(DraftFilter? filter = null) =>
        [.. (await Reviews.ListAsync(RunId, filter ?? new(), 0, 1000, default)).Triples.Select(found => found.Triple)];

    public Task<ReviewChange> DecideAsync(DraftDecision? decision, params DraftedTriple[] triples) =>
        Reviews.DecideAsync(RunId, decision, triples.ToDictionary(triple => triple.TripleId, triple => (string?)triple.Tag), null, default);

    public Task<ReviewChange> AcceptOpenAsync() => Reviews.DecideAsync(RunId, DraftDecision.Accepted, DraftFilter.Open, null, default);

    public Task<ReviewChange> EditAsync(DraftedTriple triple, string? preferred = null, string? dispreferred = null, string? @base = null) =>
        Reviews.EditAsync(RunId, triple.TripleId, new(@base, preferred, dispreferred), triple.Tag, null, default);

    /// <summary>The demo triple with another word for its look, which says the same and passes.</summary>
    public static string Reworded(string text) => text.EndsWith('.') ? text[..^1] : text + ".";

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
