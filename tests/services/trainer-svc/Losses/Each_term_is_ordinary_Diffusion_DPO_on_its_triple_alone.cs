using InstructEngine.Diffusion;
using InstructEngine.TrainerService.Losses;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

public sealed class Each_term_is_ordinary_Diffusion_DPO_on_its_triple_alone
{
    public Each_term_is_ordinary_Diffusion_DPO_on_its_triple_alone() => TorchRuntime.EnsureLoaded();

    /// <summary>Instruction and image of the winner, then of the loser, for each term in its order.</summary>
    public static TheoryData<string, string, int[][]> Triples { get; } = new()
    {
        { "cross-validation", "instruction-fixed", [[0, 0, 0, 1], [1, 1, 1, 0]] },
        { "cross-validation", "image-fixed", [[0, 0, 1, 0], [1, 1, 0, 1]] },
        { "cross-validation", "both", [[0, 0, 0, 1], [1, 1, 1, 0], [0, 0, 1, 0], [1, 1, 0, 1]] },
        { "diffusion-dpo", "instruction-fixed", [[0, 0, 0, 1]] },
    };

    [Theory, MemberData(nameof(Triples))]
    public void As_the_formula_gives_it(string name, string terms, int[][] triples)
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            using var scope = NewDisposeScope();
            var beta = Math.Pow(10, seed % 5);
            var errors = LossSamples.Random(4, seed);
            var found = PreferenceLosses.Create(name, beta, terms).Compute(errors);
            Assert.Equal([4, triples.Length], found.Logits!.shape);
            for (var sample = 0; sample < 4; sample++)
            {
                var expected = triples.Select(triple => DiffusionDpo(errors, sample, triple, beta)).ToArray();
                for (var term = 0; term < triples.Length; term++)
                {
                    Assert.Equal(expected[term], -nn.functional.logsigmoid(found.Logits[sample, term]).item<float>(), 1e-5 * (1 + beta * 1e-2));
                }

                Assert.Equal(expected.Average(), found.PerSample[sample].item<float>(), 1e-5 * (1 + beta * 1e-2));
            }
        }
    }

    /// <summary>−log σ(−β/2 · ((θ_w − ref_w) − (θ_l − ref_l))) of one triple (arXiv 2311.12908, eq. 14), in double.</summary>
    private static double DiffusionDpo(CombinationErrors errors, int sample, int[] triple, double beta)
    {
        var model = Value(errors.Policy, 0) - Value(errors.Policy, 2);
        var reference = Value(errors.Reference!, 0) - Value(errors.Reference!, 2);
        var inside = -0.5 * beta * (model - reference);
        return Math.Max(-inside, 0) + Math.Log(1 + Math.Exp(-Math.Abs(inside)));

        double Value(Tensor error, int at) => error[sample, triple[at], triple[at + 1]].item<float>();
    }
}
