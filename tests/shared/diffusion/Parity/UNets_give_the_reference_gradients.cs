using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Parity;

[Trait("Category", "Parity")]
public sealed class UNets_give_the_reference_gradients
{
    private const double Absolute = 1e-4;
    private const double RelativeL2 = 1e-4;

    public static IEnumerable<TheoryDataRow<string>> Folders => GoldenFolder.FoldersWith("io/grads.safetensors");

    [Theory, MemberData(nameof(Folders))]
    public void Of_parameters_and_inputs(string folder)
    {
        using var scope = NewDisposeScope();
        using var golden = new GoldenTensors(folder, "io", "grads.safetensors");
        using var unet = UNet2DConditionModel.FromPretrained(GoldenFolder.Require(folder, "unet"));
        var added = golden.Has("added.text_embeds") ? new AddedConditions(golden["added.text_embeds"], golden["added.time_ids"]) : null;
        var sample = golden["sample"].requires_grad_();
        var context = golden["encoder_hidden_states"].requires_grad_();
        var predicted = unet.forward(sample, golden["timesteps"], context, added);
        var loss = nn.functional.mse_loss(predicted, golden["target"]);
        loss.backward();

        golden.Near("pred", predicted, Absolute, 1e-5);
        golden.Near("loss", loss.reshape(1), Absolute, 1e-5);
        golden.Near("grad_input.sample", sample.grad!, Absolute, RelativeL2);
        golden.Near("grad_input.encoder_hidden_states", context.grad!, Absolute, RelativeL2);
        var gradients = unet.named_parameters().ToDictionary(p => p.name, p => p.parameter.grad!);
        var names = golden.Names.Where(name => name.StartsWith("grad.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(names);
        var noise = 1e-6 * golden["grad_norm_all"].item<float>();
        foreach (var name in names)
        {
            // A normalisation with one channel a group undoes what is added before it: that gradient is zero but for rounding.
            var isRounding = golden[name].norm().item<float>() < noise;
            golden.Near(name, gradients[name["grad.".Length..]], isRounding ? noise : Absolute, isRounding ? double.PositiveInfinity : RelativeL2);
        }

        var squares = stack(gradients.Values.Select(gradient => gradient.pow(2).sum()));
        golden.Near("grad_norm_all", squares.sum().sqrt().reshape(1), absolute: double.PositiveInfinity, 1e-5);
    }
}
