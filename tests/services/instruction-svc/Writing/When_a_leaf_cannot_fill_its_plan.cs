using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Scenes;
using InstructEngine.InstructionService.Writing;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.Writing;

public class When_a_leaf_cannot_fill_its_plan
{
    [Fact]
    public void Draws_that_only_repeat_what_is_written_end_in_a_rejection_with_the_reason()
    {
        var entity = new PartialScene(Color: ObjectColor.Red, Shape: ObjectShape.Ring);
        var written = new HashSet<(string, string)>();

        // The same random numbers again: each draw repeats those before it and has to go one further.
        for (var i = 0; i < TripleWriter.Attempts; i++)
            Assert.Null(TripleWriter.Draw(entity, Dimension.Aesthetics, written, new DemoRandom(5)).Reason);

        var (text, reason) = TripleWriter.Draw(entity, Dimension.Aesthetics, written, new DemoRandom(5));

        Assert.Null(text);
        Assert.Contains("instructions.triplesPerLeaf", reason, StringComparison.Ordinal);
        Assert.Equal(TripleWriter.Attempts, written.Count);
    }

    [Theory]
    [InlineData("castle")]
    [InlineData("ring")]
    [InlineData("red")]
    public void An_entity_without_colour_and_shape_gives_rejections_and_no_other_entity(string entity)
    {
        var triples = Leaves.Write(Leaves.Of(entity), triples: 4);

        Assert.Equal(4, triples.Count);
        Assert.All(triples, triple => Assert.Equal("The leaf's entity names no colour and shape of the demo world.", triple.Rejected?.Reason));
    }
}
