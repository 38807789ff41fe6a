using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.QualityControl.Checks;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.QualityControl;

public sealed class Contrasts_of_a_language_model
{
    private const string Cat = "A tabby cat sleeping on a red sofa beside a window.";

    [Theory]
    [InlineData(Dimension.ContentConsistency, "A tabby cat sleeping on a red sofa.", "red", "A tabby cat sleeping on a green sofa.", "green")]
    [InlineData(Dimension.ContentConsistency, "Two cats are sleeping on a sofa.", "Two cats", "One cat is sleeping on a sofa.", "one cat")]
    [InlineData(Dimension.Counterfactual, "A cat with four legs on a sofa", "with four legs", "A cat with six legs on a sofa", "with six legs")]
    [InlineData(Dimension.Aesthetics, "A cat on a sofa, sharp and well lit.", "sharp and well lit", "A cat on a sofa, blurry and underexposed.", "blurry and underexposed")]
    public async Task Declared_phrases_that_alone_differ_pass(Dimension dimension, string preferred, string phrase, string dispreferred, string opposed) =>
        Assert.Null(await InspectAsync(dimension, preferred, dispreferred, new(phrase, opposed)));

    [Theory]
    [InlineData("A tabby cat on a red sofa.", "blue", "A tabby cat on a green sofa.", "green", "does not say \"blue\"")]
    [InlineData("A tabby cat on a red sofa.", "red", "A black cat on a green sofa.", "green", "beyond the declared phrases, in \"tabby black\"")]
    [InlineData("A tabby cat on a red sofa.", "red", "A tabby cat on a green sofa, blurry.", "green", "beyond the declared phrases")]
    public async Task What_differs_beside_them_is_refused(string preferred, string phrase, string dispreferred, string opposed, string reason) => Assert.Contains(
        reason, (await InspectAsync(Dimension.ContentConsistency, preferred, dispreferred, new(phrase, opposed)))?.Reason, StringComparison.Ordinal);

    [Fact]
    public async Task Without_phrases_one_place_may_differ()
    {
        Assert.Null(await InspectAsync(Dimension.ContentConsistency, Cat, "A tabby cat sleeping on a blue armchair beside a window."));
        Assert.Contains(
            "more than one contrast",
            (await InspectAsync(Dimension.ContentConsistency, Cat, "A black dog running on a red carpet beside a door."))?.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Dimension.ContentConsistency, "A cat on a sofa, sharp and crisp.", "A cat on a sofa, blurry and soft.", "only in how the picture is made")]
    [InlineData(Dimension.Counterfactual, "A cat on a sofa in sharp focus.", "A cat on a sofa in soft focus.", "only in how the picture is made")]
    [InlineData(Dimension.Aesthetics, "A tabby cat on a red sofa.", "A tabby cat on a green sofa.", "speaks of how the picture is made")]
    [InlineData(Dimension.Aesthetics, "A picture of one cat on a sofa.", "A picture of cats on a sofa.", "a number")]
    public async Task A_plainly_wrong_dimension_is_refused(Dimension dimension, string preferred, string dispreferred, string reason) =>
        Assert.Contains(reason, (await InspectAsync(dimension, preferred, dispreferred))?.Reason, StringComparison.Ordinal);

    private static async Task<Rejection?> InspectAsync(Dimension dimension, string preferred, string dispreferred, ContrastPhrases? phrases = null) =>
        await new PlainContrastCheck().CheckAsync(new(dimension, null, new("a cat", preferred, dispreferred), phrases), default);
}
