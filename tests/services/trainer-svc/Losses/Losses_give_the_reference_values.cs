using InstructEngine.Diffusion.Models;
using InstructEngine.TrainerService.Losses;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

[Trait("Category", "Parity")]
public sealed class Losses_give_the_reference_values
{
    private const double Any = double.PositiveInfinity;

    /// <summary>Of the errors, relative L2; and of their differences D, which are small against them, absolute.</summary>
    private const double Error = 1e-5, Difference = 2e-6;

    /// <summary>β multiplies small differences of float32 numbers: what a mean loss, the vector of a kind's terms and a gradient may be off, relatively.</summary>
    private const double Loss = 2e-4, Gradient = 1e-3;

    /// <summary>Of the terms inside log σ through the UNet: differences of four errors near 1, each known to a unit in the last place of float32.</summary>
    private const double Inside = 5e-4;

    public static IEnumerable<TheoryDataRow<int>> Betas => GoldenPreferences.Betas;

    [Theory, MemberData(nameof(Betas))]
    public void Cross_validation_of_stored_errors(int beta)
    {
        using var scope = NewDisposeScope();
        using var golden = GoldenPreferences.Open("cross.safetensors");
        var errors = new CombinationErrors(ByInstruction(golden["err_policy"]), ByInstruction(golden["err_ref"]));
        var expected = golden[$"beta{beta}.terms_f64"];
        var terms = new CrossValidationLoss(beta).Compute(errors);
        GoldenTensors.Near(expected.narrow(1, 0, 2), Terms(terms), Any, Loss, "instruction fixed");
        var imageFixed = new CrossValidationLoss(beta, PreferenceKinds.ImageFixed).Compute(errors);
        GoldenTensors.Near(expected.narrow(1, 2, 2), Terms(imageFixed), Any, Loss, "image fixed");

        var both = new CrossValidationLoss(beta, PreferenceKinds.Both).Compute(errors);
        GoldenTensors.Near(expected, Terms(both), Any, Loss, "both kinds");
        golden.Near($"beta{beta}.loss_f64", both.PerSample.mean().view(1), Any, Loss);
    }

    [Theory, MemberData(nameof(Betas))]
    public void Diffusion_DPO_of_stored_errors(int beta)
    {
        using var scope = NewDisposeScope();
        using var golden = GoldenPreferences.Open("dpo.safetensors");
        var errors = new CombinationErrors(Pairs("model_losses_w_then_l"), Pairs("ref_losses_w_then_l"));
        var terms = new DiffusionDpoLoss(beta).Compute(errors);
        golden.Near($"beta{beta}.half.inside", terms.Logits!.view(-1), Any, Loss);
        golden.Near($"beta{beta}.half.loss_f64", terms.PerSample.mean().view(1), Any, Loss);
        Assert.Equal(golden[$"beta{beta}.half.implicit_acc"].item<float>(), (float?)terms.ImplicitAccuracy());

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
        golden.Near("err_ref", ByInstruction(reference), Any, Error);
        golden.Near("err_policy", ByInstruction(policy), Any, Error);

        golden.Near("D_f64", ByInstruction(policy - reference), Difference, Any);

        var terms = new CrossValidationLoss(beta, PreferenceKinds.Both).Compute(new(policy, reference));
        golden.Near($"beta{beta}.terms_f64", Terms(terms), Any, Loss);
        var loss = terms.PerSample.mean();
        golden.Near($"beta{beta}.loss_f64", loss.view(1), Any, Loss);
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
        golden.Near("ref_losses_w_then_l", WinnersThenLosers(reference), Any, Error);
        golden.Near("model_losses_w_then_l", WinnersThenLosers(policy), Any, Error);

        var terms = new DiffusionDpoLoss(beta).Compute(new(policy, reference));
        var inside = (golden["model_diff_f64"] - golden["ref_diff_f64"]) * (-0.5 * beta);
        GoldenTensors.Near(inside, terms.Logits!.view(-1), Any, Inside, "inside");
        golden.Near($"beta{beta}.half.loss_f64", terms.PerSample.mean().view(1), Any, Loss);
        Assert.Equal(golden[$"beta{beta}.half.implicit_acc"].item<float>(), (float?)terms.ImplicitAccuracy());
        terms.PerSample.mean().backward();
        CheckGradients(golden, $"beta{beta}.half.", preferences.Policy);
    }

    private static Tensor Terms(PreferenceTerms terms) => -nn.functional.logsigmoid(terms.Logits);

    private static void CheckGradients(GoldenTensors golden, string prefix, UNet2DConditionModel policy)
    {
        var gradients = policy.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.grad!);
        var expected = golden.Under(prefix + "grad.");
        Assert.NotEmpty(expected);
        foreach (var (name, parameter) in expected)
        {
            golden.Near(name, gradients[parameter], Any, Gradient);
        }

        var squares = stack(gradients.Values.Select(gradient => gradient.pow(2).sum()));
        golden.Near(prefix + "grad_norm_all", squares.sum().sqrt().view(1), Any, Gradient);
    }

    /// <summary>From [sample, image, instruction], as the reference data has it, to [sample, instruction, image]; and back.</summary>
    private static Tensor ByInstruction(Tensor errors) => errors.transpose(1, 2);

    private static Tensor WinnersThenLosers(Tensor errors) => errors.select(1, 0).t().reshape(-1);
}
