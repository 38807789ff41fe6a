using InstructEngine.Diffusion;
using InstructEngine.TrainerService.Alignment;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

public sealed class The_draws_of_a_step
{
    private static readonly long[] Rows = [.. Enumerable.Range(0, 200).Select(row => (long)row)];

    public The_draws_of_a_step() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void Are_the_same_for_the_same_seed_and_others_for_another()
    {
        using var data = Data();
        using var first = AlignmentBatch.Draw(data, Rows, Draws(0.5), seed: 4);
        using var again = AlignmentBatch.Draw(data, Rows, Draws(0.5), seed: 4);
        using var other = AlignmentBatch.Draw(data, Rows, Draws(0.5), seed: 5);
        Assert.Equal(Values(first), Values(again));
        Assert.All(Values(first).Zip(Values(other)), drawn => Assert.NotEqual(drawn.First, drawn.Second));
    }

    [Theory]
    [InlineData(0.0, 0, 0)]
    [InlineData(0.3, 40, 80)]
    [InlineData(1.0, 200, 200)]
    public void Drop_both_captions_of_a_sample_or_none(double share, int least, int most)
    {
        using var data = Data();
        using var batch = AlignmentBatch.Draw(data, Rows, Draws(share), seed: 1);
        var rows = batch.Instructions.data<long>().ToArray().Chunk(2).ToList();
        Assert.All(rows, row => Assert.Equal(row[0] == Conditioning.EmptyCaption, row[1] == Conditioning.EmptyCaption));
        Assert.InRange(rows.Count(row => row[0] == Conditioning.EmptyCaption), least, most);
    }

    [Fact]
    public void Spread_the_timesteps_over_the_whole_schedule()
    {
        using var data = Data();
        using var batch = AlignmentBatch.Draw(data, Rows, Draws(0), seed: 1);
        var timesteps = batch.Timesteps.data<long>().ToArray();
        Assert.All(timesteps, timestep => Assert.InRange(timestep, 0, 999));
        Assert.InRange(timesteps.Average(), 430, 570);
        Assert.True(timesteps.Min() < 50 && timesteps.Max() > 949);
    }

    [Fact]
    public void Spread_the_timesteps_over_the_range_that_is_asked_for()
    {
        using var data = Data();
        using var batch = AlignmentBatch.Draw(data, Rows, new DrawSettings(new(200, 400)), seed: 1);
        var timesteps = batch.Timesteps.data<long>().ToArray();
        Assert.All(timesteps, timestep => Assert.InRange(timestep, 200, 399));
        Assert.True(timesteps.Min() < 210 && timesteps.Max() > 389);
    }

    [Fact]
    public void Go_through_every_sample_once_an_epoch()
    {
        var order = new SampleOrder(samples: 10, batchSize: 4, epoch => epoch);
        var drawn = Enumerable.Range(0, 5).SelectMany(order.Batch).ToArray();
        Assert.Equal(Enumerable.Range(0, 10).Select(row => (long)row), drawn[..10].Order());
        Assert.Equal(Enumerable.Range(0, 10).Select(row => (long)row), drawn[10..].Order());
        Assert.NotEqual(drawn[..10], drawn[10..]);
        Assert.Equal(new int?[] { null, null, 1, null, 2 }, Enumerable.Range(0, 5).Select(order.EpochEnding));
        Assert.Equal(order.Batch(3), new SampleOrder(10, 4, epoch => epoch).Batch(3));
    }

    private static DrawSettings Draws(double captionDropout) => new(new(0, 1000), captionDropout);

    private static string[] Values(AlignmentBatch batch) =>
        [.. new[] { batch.Noise, batch.Timesteps, batch.Instructions }.Select(drawn => Convert.ToHexString(drawn.bytes))];

    private static AlignmentData Data() => new(zeros([200, 2, 1, 2, 2]), arange(1, 401, dtype: int64).view(200, 2));
}
