using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.Writing;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.Writing;

public class Dimension_shares
{
    [Theory]
    [InlineData(0.5, 0.25, 0.25, 8, 4, 2, 2)]
    [InlineData(2, 1, 1, 8, 4, 2, 2)]
    [InlineData(1, 1, 1, 10, 4, 3, 3)]
    [InlineData(0.6, 0.2, 0.2, 62, 37, 13, 12)]
    [InlineData(0, 0, 1, 5, 0, 0, 5)]
    [InlineData(0, 1, 0, 1, 0, 1, 0)]
    [InlineData(0.4, 0.3, 0.3, 1, 1, 0, 0)]
    [InlineData(1e308, 1e308, 1e308, 3, 1, 1, 1)]
    [InlineData(5e-324, 0, 5e-324, 4, 2, 0, 2)]
    public void Are_met_exactly(double content, double counterfactual, double aesthetics, int triples, int ofContent, int ofCounterfactual, int ofAesthetics)
    {
        var plan = DimensionPlan.Of(new DimensionShares(content, counterfactual, aesthetics), triples);

        Assert.Equal(
            (ofContent, ofCounterfactual, ofAesthetics),
            (plan.Count(d => d == Dimension.ContentConsistency), plan.Count(d => d == Dimension.Counterfactual), plan.Count(d => d == Dimension.Aesthetics)));
    }

    [Fact]
    public void Are_interleaved_so_that_every_part_of_a_leaf_is_mixed()
    {
        var plan = DimensionPlan.Of(new DimensionShares(0.5, 0.25, 0.25), 40);

        Assert.All(plan.Chunk(4), part => Assert.Equal(
            [Dimension.ContentConsistency, Dimension.ContentConsistency, Dimension.Counterfactual, Dimension.Aesthetics], part.Order()));
    }

    [Fact]
    public void Add_up_for_any_shares()
    {
        var random = new Random(2);
        for (var round = 0; round < 500; round++)
        {
            var shares = new DimensionShares(random.NextDouble(), random.NextDouble(), random.NextDouble() * 10);
            var triples = random.Next(1, 100);
            var sum = shares.ContentConsistency + shares.Counterfactual + shares.Aesthetics;

            var plan = DimensionPlan.Of(shares, triples);

            Assert.Equal(triples, plan.Count);
            Assert.InRange(plan.Count(d => d == Dimension.Aesthetics) - (shares.Aesthetics / sum * triples), -1, 1);
            Assert.InRange(plan.Count(d => d == Dimension.ContentConsistency) - (shares.ContentConsistency / sum * triples), -1, 1);
        }
    }
}
