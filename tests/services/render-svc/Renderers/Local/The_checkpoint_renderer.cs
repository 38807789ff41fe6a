using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Hosting;
using InstructEngine.RenderService.Renderers;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Renderers.Local;

public sealed class The_checkpoint_renderer : IDisposable
{
    private const int Pairs = 8;

    /// <summary>The model starts from pure noise, which PLMS cannot.</summary>
    private static readonly string[] Names = [.. Sampler.Known.Select(sampler => sampler.Name).Where(name => name != "pndm")];

    private readonly LocalBench _bench = new();

    public The_checkpoint_renderer() => TinyModel.Write(_bench.PathOf("tiny"), seed: 1);

    [Fact]
    public async Task Gives_a_pair_the_same_bytes_alone_among_others_and_in_another_instance()
    {
        using var alone = _bench.LoadAnew("tiny");
        var expected = new List<byte[]>();
        for (var pair = 0; pair < Pairs; pair++)
            expected.Add(await LocalBench.DrawAsync(alone, pair));
        Assert.Equal(Pairs, expected.Select(Convert.ToHexString).Distinct().Count());

        using var shared = _bench.LoadAnew("tiny");
        await Parallel.ForAsync(0, 4 * Pairs, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (draw, _) =>
            Assert.Equal(expected[draw % Pairs], await LocalBench.DrawAsync(shared, draw % Pairs)));
    }

    [Fact]
    public void Names_its_weights_by_their_content()
    {
        TinyModel.Write(_bench.PathOf("same"), seed: 1);
        TinyModel.Write(_bench.PathOf("other"), seed: 2);
        var hashes = new[] { "tiny", "same", "other" }.Select(name =>
        {
            using var renderer = _bench.LoadAnew(name);
            return renderer.WeightsHash;
        }).ToList();
        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[0], hashes[2]);
    }

    [Fact]
    public async Task Draws_with_every_sampler_in_any_size_and_says_so()
    {
        var renderer = await _bench.LoadAsync(new(Model: "tiny"));
        var seen = new HashSet<string>();
        foreach (var name in Names)
        {
            var drawing = await renderer.DrawAsync(LocalBench.Pair(1), new DrawingSettings(4, 2, name, (48, 32)), default);
            Assert.All(drawing.Images, image => Assert.Equal((48, 32), (image.Image.Width, image.Image.Height)));
            Assert.All(drawing.Images, image => Assert.Equal((name, 4, 2), (image.How.Scheduler!, image.How.Steps!.Value, image.How.GuidanceScale!.Value)));
            Assert.All(drawing.Images, image => Assert.InRange(image.How.Seconds, 0.0001, 60));
            seen.Add(Convert.ToHexString(drawing.Images[0].Image.Rgb.Span));
        }

        Assert.Equal(Names.Length, seen.Count);
        Assert.Equal("ddim", (await renderer.DrawAsync(LocalBench.Pair(1), LocalBench.Settings, default)).Images[0].How.Scheduler);
    }

    [Fact]
    public async Task Names_a_sampler_that_this_model_cannot_be_drawn_with()
    {
        var renderer = await _bench.LoadAsync(new(Model: "tiny"));
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => renderer.DrawAsync(LocalBench.Pair(1), new DrawingSettings(4, 2, "pndm"), default));
        Assert.Contains("Renderer 'tiny' cannot draw with these settings: PNDM cannot start from pure noise", failure.Message);
    }

    [Fact]
    public async Task Is_loaded_once_for_all_settings_of_drawing()
    {
        var first = await _bench.LoadAsync(new(Model: "tiny", Share: 2, Steps: 5));
        Assert.Same(first, await _bench.LoadAsync(new(Model: "tiny", GuidanceScale: 3, Scheduler: "euler")));
        Assert.NotSame(first, await _bench.LoadAsync(new(Model: "tiny", Precision: "bfloat16")));
    }

    public void Dispose() => _bench.Dispose();
}
