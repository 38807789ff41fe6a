using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Losses;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

[Trait("Category", "Parity")]
public sealed class Losses_give_the_reference_values
{
    /// <summary>β multiplies small differences of float32 numbers, so the stored float64 losses are the yardstick, at this tolerance.</summary>
    private const double Tolerance = 5e-4;

    [Theory]
    [InlineData(500)]
    [InlineData(2000)]
    [InlineData(5000)]
    public void Cross_validation_of_stored_errors(int beta)
    {
        using var scope = NewDisposeScope();
        using var golden = SafetensorsFile.Open(GoldenFolder.Require("dpo/cross.safetensors"));
        var expected = golden.Read($"beta{beta}.terms_f64");
        var terms = new CrossValidationLoss(beta).Compute(Errors(golden));
        Near(expected.narrow(1, 0, 2).mean([1]), terms.PerSample, beta / 500 * Tolerance);

        var both = new CrossValidationLoss(beta, PreferenceKinds.Both).Compute(Errors(golden));
        Near(golden.Read($"beta{beta}.loss_f64").view(1), both.PerSample.mean().view(1), beta / 500 * Tolerance);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(2000)]
    [InlineData(5000)]
    public void Diffusion_DPO_of_stored_errors(int beta)
    {
        using var scope = NewDisposeScope();
        using var golden = SafetensorsFile.Open(GoldenFolder.Require("dpo/dpo.safetensors"));
        var errors = new CombinationErrors(Pairs("model_losses_w_then_l"), Pairs("ref_losses_w_then_l"));
        var terms = new DiffusionDpoLoss(beta).Compute(errors);
        Near(golden.Read($"beta{beta}.half.loss_f64").view(1), terms.PerSample.mean().view(1), beta / 500 * Tolerance);
        Assert.Equal(golden.Read($"beta{beta}.half.implicit_acc").item<float>(), terms.ImplicitAccuracy(), 1e-6);

        // Winners and losers of one instruction; the second instruction is not looked at.
        Tensor Pairs(string name)
        {
            var first = golden.Read(name).view(2, -1).t();
            return stack([first, zeros_like(first)], 1);
        }
    }

    [Theory]
    [InlineData(500)]
    [InlineData(2000)]
    public void Cross_validation_and_its_gradients_through_the_UNet(int beta)
    {
        using var scope = NewDisposeScope();
        using var golden = SafetensorsFile.Open(GoldenFolder.Require("dpo/cross.safetensors"));
        var model = Path.GetDirectoryName(Path.GetDirectoryName(GoldenFolder.Require("small-sd15/unet/config.json")))!;
        using var reference = UNet2DConditionModel.FromPretrained(Path.Combine(model, "unet"));
        using var policy = Policy(Path.Combine(model, "unet"));
        var schedule = new NoiseSchedule(SchedulerConfig.Load(Path.Combine(model, "scheduler", "scheduler_config.json")));

        var texts = golden.Read("y_encoder_hidden_states");
        using var conditioning = new Conditioning(texts.reshape([-1, .. texts.shape[2..]]), null, null);
        var batch = new AlignmentBatch(
            golden.Read("x_latents"), arange(4, dtype: int64).view(2, 2), golden.Read("noise"), golden.Read("timesteps").to(int64));
        var denoising = new DenoisingErrors(schedule, conditioning);
        Tensor referenceErrors;
        using (no_grad())
        {
            referenceErrors = denoising.Of(reference, batch);
        }

        var policyErrors = denoising.Of(policy, batch);
        Near(golden.Read("err_ref").transpose(1, 2), referenceErrors, 1e-5);
        Near(golden.Read("err_policy").transpose(1, 2), policyErrors.detach(), 1e-5);

        var loss = new CrossValidationLoss(beta, PreferenceKinds.Both).Compute(new(policyErrors, referenceErrors)).PerSample.mean();
        Near(golden.Read($"beta{beta}.loss_f64").view(1), loss.detach().view(1), beta / 500 * 2 * Tolerance);
        loss.backward();
        var parameters = policy.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter, StringComparer.Ordinal);
        var compared = golden.Entries.Keys.Where(key => key.StartsWith($"beta{beta}.grad.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(compared);
        foreach (var key in compared)
        {
            var expected = golden.Read(key);
            var found = parameters[key[$"beta{beta}.grad.".Length..]].grad!;
            var relative = ((found - expected).norm() / expected.norm()).item<float>();
            Assert.True(relative < 2e-3, $"{key}: relative difference {relative:g3}");
        }
    }

    private static UNet2DConditionModel Policy(string folder)
    {
        var policy = UNet2DConditionModel.FromPretrained(folder);
        using var delta = SafetensorsFile.Open(GoldenFolder.Require("dpo/policy_delta.safetensors"));
        using var noGrad = no_grad();
        foreach (var (name, parameter) in policy.named_parameters().Where(entry => delta.Entries.ContainsKey(entry.name)))
        {
            using var change = delta.Read(name);
            parameter.add_(change);
        }

        return policy;
    }

    /// <summary>The reference data has [sample, image, instruction].</summary>
    private static CombinationErrors Errors(SafetensorsFile golden) =>
        new(golden.Read("err_policy").transpose(1, 2), golden.Read("err_ref").transpose(1, 2));

    private static void Near(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        var difference = (expected.to(float64) - actual.to(float64)).abs().max().item<double>();
        Assert.True(difference <= tolerance, $"off by {difference:g3}, allowed {tolerance:g3}");
    }
}
