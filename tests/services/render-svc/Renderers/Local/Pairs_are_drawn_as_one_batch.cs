using InstructEngine.Contracts.V1;
using InstructEngine.RenderService.Renderers;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Renderers.Local;

public sealed class Pairs_are_drawn_as_one_batch : IDisposable
{
    private readonly LocalBench _bench = new();

    public Pairs_are_drawn_as_one_batch() => TinyModel.Write(_bench.PathOf("tiny"), seed: 1);

    [Theory]
    [InlineData(2.0, 4)]
    [InlineData(1.0, 2)]
    public async Task Both_images_and_where_there_is_guidance_both_halves_of_it_go_through_the_UNet_together(double guidance, long rows)
    {
        var renderer = await _bench.LoadAsync(new RendererSpec(Model: "tiny"));
        var seen = new List<long>();
        renderer.Pipeline.Unet.register_forward_pre_hook((_, sample, timestep, context, added) =>
        {
            seen.Add(sample.shape[0]);
            return (sample, timestep, context, added);
        });
        await renderer.DrawAsync(LocalBench.Pair(1), new DrawingSettings(5, guidance), default);
        Assert.Equal(Enumerable.Repeat(rows, 5), seen);
    }

    public void Dispose() => _bench.Dispose();
}
