using InstructEngine.Diffusion;
using InstructEngine.TrainerService.Losses;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

/// <summary>From the differences that the reference data holds in float64, where β has no rounding to multiply.</summary>
[Trait("Category", "Parity")]
public sealed class Losses_in_float64_give_the_reference_values
{
    private const double Any = double.PositiveInfinity, Relative = 1e-6;

    public static IEnumerable<TheoryDataRow<int>> Betas => GoldenPreferences.Betas;

    [Theory, MemberData(nameof(Betas))]
    public void Cross_validation(int beta)
    {
        TorchRuntime.EnsureLoaded();
        using var scope = NewDisposeScope();
        using var golden = GoldenPreferences.Open("cross.safetensors");

        // The file's order is sample, image, instruction.
        var errors = Differences(golden["D_f64"].transpose(1, 2));
        var expected = golden[$"beta{beta}.terms_f64"];
        foreach (var (kinds, first, count) in new[] { (PreferenceKinds.InstructionFixed, 0, 2), (PreferenceKinds.ImageFixed, 2, 2), (PreferenceKinds.Both, 0, 4) })
        {
            var terms = new CrossValidationLoss(beta, kinds).Compute(errors);
            Assert.Equal(float64, terms.PerSample.dtype);
            var part = expected.narrow(1, first, count);
            GoldenTensors.Near(part, -nn.functional.logsigmoid(terms.Logits), Any, Relative, $"{kinds}");
            GoldenTensors.Near(part.mean([1]), terms.PerSample, Any, Relative, $"{kinds}, per sample");
            if (kinds == PreferenceKinds.Both)
            {
                golden.Near($"beta{beta}.loss_f64", terms.PerSample.mean().view(1), Any, Relative);
            }
        }
    }

    [Theory, MemberData(nameof(Betas))]
    public void Diffusion_DPO(int beta)
    {
        TorchRuntime.EnsureLoaded();
        using var scope = NewDisposeScope();
        using var golden = GoldenPreferences.Open("dpo.safetensors");

        // Winner minus loser, as if the loser's error were 0.
        var difference = golden["model_diff_f64"] - golden["ref_diff_f64"];
        var d = zeros([difference.shape[0], 2, 2], dtype: float64);
        d[TensorIndex.Colon, 0, 0] = difference;
        var terms = new DiffusionDpoLoss(beta).Compute(Differences(d));
        golden.Near($"beta{beta}.half.loss_f64", terms.PerSample.mean().view(1), Any, Relative);
    }

    private static CombinationErrors Differences(Tensor d) => new(d, zeros_like(d));
}
