using InstructEngine.Contracts.V1;
using InstructEngine.RenderService.Renderers;
using InstructEngine.Services.Tests.RenderService.Pairs;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Renderers;

public sealed class The_choice_of_a_renderer
{
    private const int Triples = 6000;

    private static readonly RenderingSpec Mixed = RenderBench.Rendering with
    {
        Renderers = [new(Share: 3, Model: "a"), new(Share: 2, Model: "b", Steps: 9), new(Model: "c")],
    };

    [Fact]
    public void Is_by_share()
    {
        var counts = Enumerable.Range(0, Triples).CountBy(i => RendererChoice.Of(Mixed, 7, $"triple-{i}").Model!).ToDictionary();
        Assert.InRange(counts["a"], Triples * 0.47, Triples * 0.53);
        Assert.InRange(counts["b"], Triples * 0.30, Triples * 0.37);
        Assert.InRange(counts["c"], Triples * 0.14, Triples * 0.20);
    }

    [Fact]
    public void Follows_from_the_seed_and_the_triple_alone()
    {
        var first = Names(Mixed, 7);
        Assert.Equal(first, Names(Mixed with { Steps = 50, Attempts = 9 }, 7));
        Assert.NotEqual(first, Names(Mixed, 8));

        // The same shares in other numbers are the same shares.
        Assert.Equal(first, Names(Mixed with { Renderers = [.. Mixed.Renderers!.Select(r => r with { Share = (r.Share ?? 1) * 0.25 })] }, 7));

        static string[] Names(RenderingSpec spec, long seed) => [.. Enumerable.Range(0, 100).Select(i => RendererChoice.Of(spec, seed, $"triple-{i}").Model!)];
    }

    [Fact]
    public void Is_the_specs_model_where_no_renderers_are_named() => Assert.Equal(new RendererSpec(Model: "fake"), RendererChoice.Of(RenderBench.Rendering, 7, "t"));

    [Fact]
    public void Brings_its_own_settings_where_it_has_some()
    {
        var spec = Mixed with { Size = "64x32", Scheduler = "euler" };
        Assert.Equal(new DrawingSettings(4, 2, "euler", (64, 32)), RendererChoice.Settings(spec, spec.Renderers![0]));
        Assert.Equal(new DrawingSettings(9, 2, "euler", (64, 32)), RendererChoice.Settings(spec, spec.Renderers[1]));
        Assert.Equal(new DrawingSettings(4, 2), RendererChoice.Settings(RenderBench.Rendering, new RendererSpec(Model: "fake")));
    }
}
