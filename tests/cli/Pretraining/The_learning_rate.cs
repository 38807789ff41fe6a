using InstructEngine.Cli.Pretraining;
using Xunit;

namespace InstructEngine.Cli.Tests.Pretraining;

public sealed class The_learning_rate
{
    private const double Peak = 1e-3;

    [Fact]
    public void Rises_to_its_peak_stays_there_and_ends_near_zero()
    {
        var rates = Enumerable.Range(0, 3000).Select(step => LearningRate.At(step, 3000, Peak)).ToArray();
        Assert.Equal(Peak / 200, rates[0], 12);
        Assert.Equal(Peak, rates[200], 12);
        Assert.Equal(Peak, rates[1900], 12);
        Assert.InRange(rates[^1], 0, Peak * 0.011);
        Assert.All(rates.Skip(2000).Zip(rates.Skip(2001)), pair => Assert.True(pair.Second <= pair.First));
    }

    [Fact]
    public void Is_never_zero_however_short_the_training() =>
        Assert.All(Enumerable.Range(1, 30), steps => Assert.All(Enumerable.Range(0, steps), step => Assert.InRange(LearningRate.At(step, steps, Peak), 1e-9, Peak)));
}
