using InstructEngine.Services.Tests.Harness;
using InstructEngine.TrainerService.Datasets;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Datasets;

public sealed class When_a_pair_failed_its_check
{
    [Theory]
    [InlineData(0.5, 0.5, "tie in the check")]
    [InlineData(0.4, 0.5, "the wrong way round in the check")]
    [InlineData(double.NaN, 0.5, "no score in the check")]
    [InlineData(1, double.PositiveInfinity, "no score in the check")]
    [InlineData(0.6, 0.5, null)]
    public async Task It_is_found_on_either_image(double own, double other, string? defect)
    {
        await using var harness = await DatasetBench.StartAsync();
        var pair = await DemoPairs.PairAsync(harness.Blobs, 0);
        var (preferred, dispreferred) = (pair.PreferredImage, pair.DispreferredImage);
        Assert.Equal(defect, PairDefects.Find(pair with { PreferredImage = preferred with { OwnScore = own, OtherScore = other } }));
        Assert.Equal(defect, PairDefects.Find(pair with { DispreferredImage = dispreferred with { OwnScore = own, OtherScore = other } }));
    }
}
