using InstructEngine.Services.Tests.Harness;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using InstructEngine.TrainerService.Datasets;
using InstructEngine.TrainerService.Losses;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Datasets;

public sealed class Pairs_with_one_instruction
{
    [Fact]
    public async Task Are_sound_where_training_looks_at_one_alone()
    {
        await using var harness = await ServiceHarness.StartAsync(_ => { }, _ => { });
        var line = ManifestLine.Of(await DemoPairs.PairAsync(harness.Blobs, 0)) with { Dispreferred = null };

        Assert.Empty((await ManifestCheck.OfAsync([line], downscale: 4, twoInstructions: false, harness.Blobs, default)).Bad);
        var bad = Assert.Single((await ManifestCheck.OfAsync([line], downscale: 4, twoInstructions: true, harness.Blobs, default)).Bad);
        Assert.Equal(BadPairReasons.OneInstruction, bad.Reason);
    }

    [Theory]
    [InlineData(false, "diffusion-dpo")]
    [InlineData(false, "sft")]
    [InlineData(true, "cross-validation")]
    [InlineData(true, "sft-both")]
    [InlineData(true, "diffusion-dpo", "random-direction")]
    [InlineData(true, "diffusion-dpo", null, 0.5)]
    public void Are_too_little_for_some_settings(bool looksAtBoth, string loss, string? terms = null, double sftWeight = 0) => Assert.Equal(
        looksAtBoth, PreferenceLosses.LooksAtBothInstructions(TrainingBench.Training with { Loss = loss, Terms = terms, SftWeight = sftWeight }));

    [Fact]
    public void Keep_their_crop_in_the_manifest_and_others_stay_as_they_were()
    {
        var plain = new ManifestImage(new string('a', 64), 1, 32, 32, 1);
        var cropped = plain with { Crop = new ManifestCrop(40, 48, 0, 3) };
        var line = new ManifestLine("id", "leaf", null, "base", "text", null, cropped, plain, "drawn", "none");
        var manifest = DatasetManifest.Write([line]);

        Assert.Equal(line, Assert.Single(DatasetManifest.Read(manifest)));
        Assert.DoesNotContain("crop\":null", System.Text.Encoding.UTF8.GetString(manifest), StringComparison.Ordinal);
        Assert.Equal((40, 48, 0, 3), (cropped.SizeConditions.OriginalHeight, cropped.SizeConditions.OriginalWidth, cropped.SizeConditions.CropTop, cropped.SizeConditions.CropLeft));
        Assert.Equal((32, 32, 0, 0), (plain.SizeConditions.OriginalHeight, plain.SizeConditions.OriginalWidth, plain.SizeConditions.CropTop, plain.SizeConditions.CropLeft));
    }
}
