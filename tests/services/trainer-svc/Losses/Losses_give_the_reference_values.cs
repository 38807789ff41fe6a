using InstructEngine.Diffusion.Models;
using InstructEngine.TrainerService.Losses;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

[Trait("Category", "Parity")]
public sealed class Losses_give_the_reference_values
{
    private const double Absolute = 1e-4;

    /// <summary>Of the errors themselves.</summary>
    private const double RelativeL2 = 1e-5;

    /// <summary>β multiplies small differences of float32 numbers: what a loss may be off for each unit of β, and its gradient, relatively.</summary>
    private const double LossPerBeta = 1e-6, GradientRelativeL2 = 2e-3;

    public static IEnumerable<TheoryDataRow<int>> Betas => GoldenPreferences.Betas;

    [Theory, MemberData(nameof(Betas))]
    public void Cross_validation_of_stored_errors(int beta)
    {
        using var scope = NewDisposeScope();
        using var golden = GoldenPreferences.Open("cross.safetensors");
        var errors = new CombinationErrors(ByInstruction(golden["err_policy"]), ByInstruction(golden["err_ref"]));
        var expected = golden[$"beta{beta}.terms_f64"];
        var terms = new CrossValidationLoss(beta).Compute(errors);
        GoldenTensors.Near(expected.narrow(1, 0, 2).mean([1]), terms.PerSample, beta * LossPerBeta, double.PositiveInfinity, "instruction fixed");

        var both = new CrossValidationLoss(beta, PreferenceKinds.Both).Compute(errors);
        GoldenTensors.Near(expected.mean([1]), both.PerSample, beta * LossPerBeta, double.PositiveInfinity, "both kinds");
        golden.Near($"beta{beta}.loss_f64", both.PerSample.mean().view(1), beta * LossPerBeta);
    }

    [Theory, MemberData(nameof(Betas))]
    public void Diffusion_DPO_of_stored_errors(int beta)
    {
        using var scope = NewDisposeScope();
        using var golden = GoldenPreferences.Open("dpo.safetensors");
        var errors = new CombinationErrors(Pairs("model_losses_w_then_l"), Pairs("ref_losses_w_then_l"));
        var terms = new DiffusionDpoLoss(beta).Compute(errors);
        golden.Near($"beta{beta}.half.inside", terms.Logits.view(-1), beta * LossPerBeta);
        golden.Near($"beta{beta}.half.loss_f64", terms.PerSample.mean().view(1), beta * LossPerBeta);
        Assert.Equal(golden[$"beta{beta}.half.implicit_acc"].item<float>(), terms.ImplicitAccuracy(), 1e-6);

        // Winners and losers of one instruction; the second instruction is not looked at.
        Tensor Pairs(string name)
        {
            var first = golden[name].view(2, -1).t();
            return stack([first, zeros_like(first)], 1);
        }
    }

    [Theory, MemberData(nameof(Betas))]
    public void Cross_validation_and_its_gradients_through_the_UNet(int beta)
    {
        using var scope = NewDisposeScope();
        using var golden = GoldenPreferences.Open("cross.safetensors");
        using var preferences = new GoldenPreferences();
        var (policy, reference) = preferences.Errors(golden["y_encoder_hidden_states"], golden["x_latents"], golden["noise"], golden["timesteps"]);
        golden.Near("err_ref", ByInstruction(reference), Absolute, RelativeL2);
        golden.Near("err_policy", ByInstruction(policy), Absolute, RelativeL2);

        var loss = new CrossValidationLoss(beta, PreferenceKinds.Both).Compute(new(policy, reference)).PerSample.mean();
        golden.Near($"beta{beta}.loss_f64", loss.view(1), beta * LossPerBeta);
        loss.backward();
        CheckGradients(golden, $"beta{beta}.", preferences.Policy);
    }

    [Theory, MemberData(nameof(Betas))]
    public void Diffusion_DPO_and_its_gradients_through_the_UNet(int beta)
    {
        using var scope = NewDisposeScope();
        using var golden = GoldenPreferences.Open("dpo.safetensors");
        using var preferences = new GoldenPreferences();
        var latents = golden["latents_w_then_l"];
        var texts = golden["encoder_hidden_states"].unsqueeze(1).repeat(1, 2, 1, 1);
        var (policy, reference) = preferences.Errors(
            texts, latents.view([2, -1, .. latents.shape[1..]]).transpose(0, 1), golden["noise"], golden["timesteps"]);
        golden.Near("ref_losses_w_then_l", WinnersThenLosers(reference), Absolute, RelativeL2);
        golden.Near("model_losses_w_then_l", WinnersThenLosers(policy), Absolute, RelativeL2);

        var terms = new DiffusionDpoLoss(beta).Compute(new(policy, reference));
        golden.Near($"beta{beta}.half.loss_f64", terms.PerSample.mean().view(1), beta * LossPerBeta);
        Assert.Equal(golden[$"beta{beta}.half.implicit_acc"].item<float>(), terms.ImplicitAccuracy(), 1e-6);
        terms.PerSample.mean().backward();
        CheckGradients(golden, $"beta{beta}.half.", preferences.Policy);
    }

    private static void CheckGradients(GoldenTensors golden, string prefix, UNet2DConditionModel policy)
    {
        var gradients = policy.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.grad!);
        var expected = golden.Under(prefix + "grad.");
        Assert.NotEmpty(expected);
        foreach (var (name, parameter) in expected)
        {
            golden.Near(name, gradients[parameter], double.PositiveInfinity, GradientRelativeL2);
        }

        var squares = stack(gradients.Values.Select(gradient => gradient.pow(2).sum()));
        golden.Near(prefix + "grad_norm_all", squares.sum().sqrt().view(1), double.PositiveInfinity, GradientRelativeL2);
    }

    /// <summary>From [sample, image, instruction], as the reference data has it, to [sample, instruction, image]; and back.</summary>
    private static Tensor ByInstruction(Tensor errors) => errors.transpose(1, 2);

    private static Tensor WinnersThenLosers(Tensor errors) => errors.select(1, 0).t().reshape(-1);
}
