using InstructEngine.Diffusion.Text;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Parity;

[Trait("Category", "Parity")]
public sealed class Text_encoders_give_the_reference_states
{
    private const double Absolute = 1e-4;
    private const double RelativeL2 = 1e-5;

    public static IEnumerable<TheoryDataRow<string>> Folders => GoldenFolder.FoldersWith("io/text_encoder.safetensors");

    [Theory, MemberData(nameof(Folders))]
    public void In_every_layer_and_pooled(string folder)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var golden = new GoldenTensors(folder, "io", "text_encoder.safetensors");
        foreach (var name in new[] { "text_encoder", "text_encoder_2" }.Where(name => golden.Has($"{name}.input_ids")))
        {
            var projects = golden.Has($"{name}.text_embeds");
            using ClipTextModelBase model = projects
                ? CLIPTextModelWithProjection.FromPretrained(GoldenFolder.Require(folder, name))
                : CLIPTextModel.FromPretrained(GoldenFolder.Require(folder, name));
            var output = model.forward(golden[$"{name}.input_ids"]);
            for (var i = 0; i < output.HiddenStates.Count; i++)
            {
                golden.Near($"{name}.hidden_states.{i}", output.HiddenStates[i], Absolute, RelativeL2);
            }

            Assert.False(golden.Has($"{name}.hidden_states.{output.HiddenStates.Count}"));
            golden.Near($"{name}.penultimate", output.HiddenStates[^2], Absolute, RelativeL2);
            golden.Near($"{name}.last_hidden_state", output.LastHiddenState, Absolute, RelativeL2);
            golden.Near(projects ? $"{name}.text_embeds" : $"{name}.pooler_output", output.TextEmbeds ?? output.PoolerOutput, Absolute, RelativeL2);
        }
    }
}
