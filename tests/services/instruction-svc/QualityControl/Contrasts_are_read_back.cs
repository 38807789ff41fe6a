using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.QualityControl.Checks;
using InstructEngine.Lexicons;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.QualityControl;

public sealed class Contrasts_are_read_back
{
    [Theory]
    [InlineData(Dimension.ContentConsistency, "a violinist on a stage", "a young violinist on a stage", "an elderly violinist on a stage")]
    [InlineData(Dimension.ContentConsistency, "a violinist on a stage", "a violinist with curly hair, bowing on a stage", "a violinist with straight hair, bowing on a stage")]
    [InlineData(Dimension.ContentConsistency, "violinists on a stage", "one violinist on a stage", "five violinists on a stage")]
    [InlineData(Dimension.ContentConsistency, "violinists on a stage", "three violinists on a stage", "a single violinist on a stage")]
    [InlineData(Dimension.ContentConsistency, "a violinist and a cellist on a stage", "a violinist behind a cellist on a stage", "a violinist in front of a cellist on a stage")]
    [InlineData(Dimension.ContentConsistency, "a lute player on a stage", "a lute player bowing on a stage", "an erhu player bowing on a stage")]
    [InlineData(Dimension.ContentConsistency, "a ballerina in a white tutu", "a ballerina in a white tutu on a stage", "a ballerina in pointe shoes on a stage")]
    [InlineData(Dimension.Counterfactual, "a violinist", "a violinist with two arms, bowing", "a violinist with four arms, bowing")]
    [InlineData(Dimension.Counterfactual, "three violinists", "three violinists, each with one head, on a stage", "three violinists, each with two heads, on a stage")]
    [InlineData(Dimension.Aesthetics, "a violinist on a stage", "a violinist on a stage, in crisp focus", "a violinist on a stage, badly out of focus")]
    [InlineData(Dimension.Aesthetics, "a violinist", "a sharp, detailed image of a violinist", "a blurred, muddy image of a violinist")]
    public async Task Known_ones_of_the_declared_dimension_pass(Dimension dimension, string @base, string preferred, string dispreferred) =>
        Assert.Null(await InspectAsync(dimension, @base, preferred, dispreferred));

    [Theory]
    [InlineData(Dimension.Aesthetics, "a violinist", "a young violinist", "an elderly violinist", "differ in ContentConsistency")]
    [InlineData(Dimension.Aesthetics, "a violinist", "a violinist with two arms", "a violinist with four arms", "differ in Counterfactual")]
    [InlineData(Dimension.Counterfactual, "a violinist", "a violinist, in crisp focus", "a violinist, badly out of focus", "differ in Aesthetics")]
    public async Task Those_of_another_dimension_are_refused(Dimension dimension, string @base, string preferred, string dispreferred, string reason) =>
        Assert.Contains(reason, (await InspectAsync(dimension, @base, preferred, dispreferred))?.Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("a violinist with four arms, bowing", "a violinist with two arms, bowing", Dimension.Counterfactual)]
    [InlineData("a violinist, badly out of focus", "a violinist, in crisp focus", Dimension.Aesthetics)]
    public async Task The_wrong_way_round_is_refused(string preferred, string dispreferred, Dimension dimension) =>
        Assert.Equal(RejectionKinds.Contrast, (await InspectAsync(dimension, "a violinist", preferred, dispreferred))?.Kind);

    [Theory]
    [InlineData("a young violinist on a stage", "an elderly violinist in a chapel")]
    [InlineData("a young violinist on a stage", "an elderly cellist on a stage")]
    [InlineData("two violinists on a stage", "five cellists on a stage")]
    [InlineData("one violinist on a stage", "five violinist on a stage")]
    [InlineData("a young violinist on a stage", "a purple violinist on a stage")]
    [InlineData("a violinist on a stage", "a violinist on a stage in the rain")]
    [InlineData("a violinist in front of a cellist", "a cellist behind a violinist")]
    public async Task More_than_one_or_none_of_the_lexicon_is_refused(string preferred, string dispreferred) => Assert.Contains(
        "no one contrast of the lexicon", (await InspectAsync(Dimension.ContentConsistency, "a violinist", preferred, dispreferred))?.Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("a violinist on a chapel", "chapel")]
    [InlineData("a cellist on a stage", "cellist")]
    [InlineData("an old violinist on a stage", "old")]
    public async Task A_base_that_says_more_is_refused(string @base, string word) => Assert.Contains(
        $"The base instruction says \"{word}\"",
        (await InspectAsync(Dimension.ContentConsistency, @base, "a young violinist on a stage", "an elderly violinist on a stage"))?.Reason, StringComparison.Ordinal);

    private static async Task<Rejection?> InspectAsync(Dimension dimension, string @base, string preferred, string dispreferred) =>
        await new WrittenContrastCheck(DefaultLexicon.Value).CheckAsync(new(dimension, ContrastGrade.Easy, new(@base, preferred, dispreferred)), default);
}
