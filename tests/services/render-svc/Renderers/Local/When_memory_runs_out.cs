using System.Runtime.InteropServices;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.RenderService.Renderers.Local;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Renderers.Local;

public sealed class When_memory_runs_out : IDisposable
{
    private const string OnTheGpu = "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 7.79 GiB\n  at at::native::...";
    private const string OnTheCpu = "[enforce fail at alloc_cpu.cpp:128] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 8589934592 bytes.";
    private readonly LocalBench _bench = new();

    public When_memory_runs_out() => TinyModel.Write(_bench.PathOf("tiny"), seed: 1);

    [Theory]
    [InlineData(OnTheGpu)]
    [InlineData(OnTheCpu)]
    public async Task The_images_of_a_pair_are_drawn_one_by_one(string message)
    {
        var (renderer, rows) = await WithRoomForAsync(2, message);
        var drawing = await renderer.DrawAsync(LocalBench.Pair(1), LocalBench.Settings, default);
        Assert.Equal(2, drawing.Images.Count);

        // The pair with guidance, which does not fit; then an image with guidance in each of three steps, twice.
        Assert.Equal([4, 2, 2, 2, 2, 2, 2], rows);

        // They are the pictures of the pair, but for the last bits that another batch changes.
        using var roomy = _bench.LoadAnew("tiny");
        var whole = await roomy.DrawAsync(LocalBench.Pair(1), LocalBench.Settings, default);
        Assert.All(whole.Images.Zip(drawing.Images), pair => Assert.All(
            pair.First.Image.Rgb.ToArray().Zip(pair.Second.Image.Rgb.ToArray()), levels => Assert.InRange(levels.First - levels.Second, -1, 1)));
    }

    [Fact]
    public async Task And_one_image_alone_does_not_fit_the_run_ends_with_what_would_help()
    {
        var (renderer, rows) = await WithRoomForAsync(1, OnTheGpu);
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => renderer.DrawAsync(LocalBench.Pair(1), LocalBench.Settings, default));
        Assert.Equal([4, 2], rows);
        Assert.Contains("Renderer 'tiny' needs more memory than there is on cpu, even for one image at a time: CUDA out of memory.", failure.Message);
        Assert.Contains("a smaller rendering.size, precision bfloat16", failure.Message);
        Assert.DoesNotContain("at::native", failure.Message);

        // The device is free for the next.
        using var other = _bench.LoadAnew("tiny");
        Assert.Equal(2, (await other.DrawAsync(LocalBench.Pair(2), LocalBench.Settings, default)).Images.Count);
    }

    [Fact]
    public async Task Another_failure_of_libtorch_is_not_taken_for_it()
    {
        var (renderer, rows) = await WithRoomForAsync(2, "mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)");
        await Assert.ThrowsAsync<TorchFailure>(() => renderer.DrawAsync(LocalBench.Pair(1), LocalBench.Settings, default));
        Assert.Equal([4], rows);
    }

    public void Dispose() => _bench.Dispose();

    /// <summary>A renderer whose UNet fails on larger batches, and the batches that it was given.</summary>
    private async Task<(CheckpointRenderer Renderer, List<long> Rows)> WithRoomForAsync(long most, string message)
    {
        var renderer = await _bench.LoadAsync(new RendererSpec(Model: "tiny"));
        var rows = new List<long>();
        renderer.Pipeline.Unet.register_forward_pre_hook((_, sample, timestep, context, added) =>
        {
            rows.Add(sample.shape[0]);
            return sample.shape[0] <= most ? (sample, timestep, context, added) : throw new TorchFailure(message);
        });
        return (renderer, rows);
    }

    private sealed class TorchFailure(string message) : ExternalException(message);
}
