using InstructEngine.Diffusion.Images;

namespace InstructEngine.Shared.Tests.Diffusion.Images;

public sealed class Pictures_are_encoded_while_garbage_is_collected
{
    /// <summary>An encoder that lets go of its pixels too early takes the whole process down.</summary>
    [Fact]
    public async Task And_are_all_there()
    {
        using var stop = new CancellationTokenSource();
        var collector = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    GC.Collect(0);
                    GC.WaitForPendingFinalizers();
                }
            },
            TestContext.Current.CancellationToken);
        var sound = 0;

        // Noise takes the longest to encode.
        Parallel.For(0, 400, seed =>
        {
            var rgb = new byte[144 * 144 * RgbImage.Channels];
            new Random(seed).NextBytes(rgb);
            if (RgbImage.FromPng(new RgbImage(144, 144, rgb).ToPng()).Rgb.Span.SequenceEqual(rgb))
                Interlocked.Increment(ref sound);
        });

        await stop.CancelAsync();
        await collector;
        Assert.Equal(400, sound);
    }
}
