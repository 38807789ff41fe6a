using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.Writing;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.QualityControl;

public class Inspection
{
    [Theory]
    [InlineData(Dimension.ContentConsistency, "a blue ring", "a blue ring on a white background", "a green ring on a white background")]
    [InlineData(Dimension.ContentConsistency, "a blue ring", "a blue ring on white", "blue ring, black background")]
    [InlineData(Dimension.Counterfactual, "blue rings", "an undistorted blue ring on white", "a squashed blue ring on white")]
    [InlineData(Dimension.Aesthetics, "a blue ring", "a blue ring on white", "a pale blue ring on white")]
    public void Lets_a_good_triple_pass(Dimension dimension, string @base, string preferred, string dispreferred) =>
        Assert.Null(TripleInspector.Inspect(dimension, new(@base, preferred, dispreferred)));

    [Theory]
    [InlineData(Dimension.Aesthetics, "a blue ring", "a blue ring on white", "a blue ring on white", "are the same")]
    [InlineData(Dimension.Aesthetics, "a blue ring", "a blue ring on white", "one blue ring, white background", "differ in 0 attributes")]
    [InlineData(Dimension.ContentConsistency, "a blue ring", "a blue ring on white", "two green rings on white", "differ in 2 attributes (Count, Color)")]
    [InlineData(Dimension.Aesthetics, "a blue ring", "a blue ring on white", "a blue ring on black", "differ in Background, which is not of the dimension Aesthetics")]
    [InlineData(Dimension.Counterfactual, "a blue ring", "a stretched blue ring on white", "a blue ring on white", "the wrong way round")]
    [InlineData(Dimension.ContentConsistency, "a blue ring", "a blue ring", "a green ring", "preferred instruction leaves the count, colour, shape or background open")]
    [InlineData(Dimension.ContentConsistency, "a blue ring", "a blue ring on white", "a green castle on white", "dispreferred instruction is outside the demo world")]
    [InlineData(Dimension.ContentConsistency, "two blue rings", "a blue ring on white", "a green ring on white", "base instruction does not fit")]
    [InlineData(Dimension.ContentConsistency, "a castle", "a blue ring on white", "a green ring on white", "base instruction does not fit")]
    public void Names_what_is_wrong(Dimension dimension, string @base, string preferred, string dispreferred, string reason) =>
        Assert.Contains(reason, TripleInspector.Inspect(dimension, new(@base, preferred, dispreferred)), StringComparison.Ordinal);

    [Fact]
    public void Refuses_what_is_held_out()
    {
        var heldOut = InstructEngine.Demo.Scenes.Combinations.HeldOut[0];
        var text = InstructEngine.Demo.Captions.CaptionGrammar.Plain(heldOut.AsPartial());

        Assert.Contains("held out", TripleInspector.Inspect(Dimension.ContentConsistency, new("a blue ring", text, "a blue ring on white")), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_what_the_text_encoder_would_cut_off()
    {
        var text = new TripleText("a blue ring", "a blue ring on a " + string.Concat(Enumerable.Repeat("plain ", 40)) + "white background", "a blue ring on black");

        Assert.Contains("200 are the most", TripleInspector.Inspect(Dimension.ContentConsistency, text), StringComparison.Ordinal);
    }
}
