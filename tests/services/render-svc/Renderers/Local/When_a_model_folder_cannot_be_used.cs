using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Renderers.Local;

public sealed class When_a_model_folder_cannot_be_used : IDisposable
{
    private readonly LocalBench _bench = new();

    [Theory]
    [InlineData("absent", "instructengine pretrain")]
    [InlineData("../elsewhere", "outside the models folder")]
    public async Task The_reason_names_it_and_what_would_help(string model, string help)
    {
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => _bench.LoadAsync(new RendererSpec(Model: model)));
        Assert.Contains($"'{model}'", failure.Message);
        Assert.Contains(help, failure.Message);
    }

    [Fact]
    public async Task A_folder_that_is_mended_loads_without_a_restart()
    {
        Directory.CreateDirectory(_bench.PathOf("tiny"));
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => _bench.LoadAsync(new RendererSpec(Model: "tiny")));
        Assert.Contains("model_index.json", failure.Message);

        TinyModel.Write(_bench.PathOf("tiny"), seed: 1);
        var renderer = await _bench.LoadAsync(new RendererSpec(Model: "tiny"));
        Assert.Same(renderer, await _bench.LoadAsync(new RendererSpec(Model: "tiny")));
    }

    [Fact]
    public async Task A_size_that_the_model_cannot_draw_is_named()
    {
        TinyModel.Write(_bench.PathOf("tiny"), seed: 1);
        var renderer = await _bench.LoadAsync(new RendererSpec(Model: "tiny"));
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => renderer.DrawAsync(LocalBench.Pair(1), LocalBench.Settings with { Size = (33, 32) }, default));
        Assert.Contains("Width is 33; a multiple of 4", failure.Message);
    }

    public void Dispose() => _bench.Dispose();
}
