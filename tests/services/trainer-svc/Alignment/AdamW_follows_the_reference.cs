using InstructEngine.Diffusion.Models;
using InstructEngine.TrainerService.Alignment;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

/// <summary>Steps on all parameters of a UNet, the gradient's norm clipped before each as the trainer does it.</summary>
[Trait("Category", "Parity")]
public sealed class AdamW_follows_the_reference
{
    private const double LearningRate = 1e-4, WeightDecay = 0.01, MaxGradNorm = 1;

    private const double LossTolerance = 1e-5;

    /// <summary>Relative: five steps of weight decay move a parameter by 5e-6 of itself, which must not pass unseen.</summary>
    private const double ParameterTolerance = 2e-6;

    /// <summary>Relative, as for a single step's gradients: Adam divides by their size, so that the rounding of small ones grows.</summary>
    private const double NormTolerance = 1e-4;

    public static IEnumerable<TheoryDataRow<string>> Folders => GoldenFolder.FoldersWith("io/adamw.safetensors");

    [Theory, MemberData(nameof(Folders))]
    public void In_losses_gradient_norms_and_parameters(string folder)
    {
        using var scope = NewDisposeScope();
        using var golden = new GoldenTensors(folder, "io", "adamw.safetensors");
        using var unet = UNet2DConditionModel.FromPretrained(GoldenFolder.Require(folder, "unet"));
        var parameters = unet.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        using var optimizer = new AdamW(parameters.Select(entry => (entry.Key, entry.Value)), WeightDecay);
        var added = golden.Has("added.text_embeds") ? new AddedConditions(golden["added.text_embeds"], golden["added.time_ids"]) : null;
        var (losses, norms) = (new List<float>(), new List<double>());
        for (var step = 0; step < golden["losses"].shape[0]; step++)
        {
            unet.zero_grad();
            var predicted = unet.call(golden["sample"], golden["timesteps"], golden["encoder_hidden_states"], added);
            var loss = nn.functional.mse_loss(predicted, golden["target"]);
            loss.backward();
            losses.Add(loss.item<float>());
            norms.Add(nn.utils.clip_grad_norm_(parameters.Values, MaxGradNorm));
            optimizer.Step(LearningRate);
        }

        golden.Near("losses", tensor(losses), LossTolerance, LossTolerance);
        golden.Near("grad_norms_before_clip", tensor(norms), NormTolerance * norms.Max(), NormTolerance);
        var after = golden.Under("param_after");
        Assert.NotEmpty(after);
        foreach (var (name, rest) in after)
        {
            golden.Near(name, parameters[rest[(rest.IndexOf('.', StringComparison.Ordinal) + 1)..]], double.PositiveInfinity, ParameterTolerance);
        }
    }
}
