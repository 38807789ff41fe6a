using InstructEngine.Diffusion.Text;
using InstructEngine.Diffusion.Vision;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Parity;

[Trait("Category", "Parity")]
public sealed class CLIP_gives_the_reference_embeddings
{
    private const double Absolute = 1e-5;
    private const double RelativeL2 = 1e-5;

    public static IEnumerable<TheoryDataRow<string>> Folders => GoldenFolder.FoldersWith("io/clip.safetensors");

    [Theory, MemberData(nameof(Folders))]
    public void States_embeddings_and_logits(string folder)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var golden = new GoldenTensors(folder, "io", "clip.safetensors");
        using var model = CLIPModel.FromPretrained(GoldenFolder.Require(folder));
        var output = model.call(golden["input_ids"], golden["pixel_values"]);

        AllStates(golden, output.Vision);
        golden.Near("text.last_hidden_state", output.Text.LastHiddenState, Absolute, RelativeL2);
        golden.Near("text.pooler_output", output.Text.PoolerOutput, Absolute, RelativeL2);
        golden.Near("image_embeds", output.ImageEmbeds, Absolute, RelativeL2);
        golden.Near("text_embeds", output.TextEmbeds, Absolute, RelativeL2);
        golden.Near("image_embeds", model.EmbedImages(golden["pixel_values"]), Absolute, RelativeL2);
        golden.Near("text_embeds", model.EmbedTexts(golden["input_ids"]), Absolute, RelativeL2);
        golden.Near("logit_scale_exp", ModelWeights.Tensors(model)["logit_scale"].exp().reshape(1), Absolute, RelativeL2);
        golden.Near("logits_per_image", output.LogitsPerImage, Absolute, RelativeL2);
        golden.Near("logits_per_text", output.LogitsPerText, Absolute, RelativeL2);
    }

    [Theory, MemberData(nameof(Folders))]
    public void The_vision_tower_alone(string folder)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var golden = new GoldenTensors(folder, "io", "clip.safetensors");
        using var whole = CLIPModel.FromPretrained(GoldenFolder.Require(folder));
        using var model = new CLIPVisionModelWithProjection(whole.Config.VisionConfig with { ProjectionDim = whole.Config.ProjectionDim });
        Copy(whole, model);
        var output = model.call(golden["pixel_values"]);
        AllStates(golden, output);
        golden.Near("vision.image_embeds_unnormalized", output.ImageEmbeds!, Absolute, RelativeL2);
    }

    [Theory, MemberData(nameof(Folders))]
    public void The_text_tower_alone(string folder)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var golden = new GoldenTensors(folder, "io", "clip.safetensors");
        using var whole = CLIPModel.FromPretrained(GoldenFolder.Require(folder));
        using var model = new CLIPTextModelWithProjection(whole.Config.TextConfig with { ProjectionDim = whole.Config.ProjectionDim });
        Copy(whole, model);
        var output = model.call(golden["input_ids"]);
        golden.Near("text.pooler_output", output.PoolerOutput, Absolute, RelativeL2);
        golden.Near("text.text_embeds_unnormalized", output.TextEmbeds!, Absolute, RelativeL2);
    }

    private static void Copy(CLIPModel whole, nn.Module part)
    {
        var weights = ModelWeights.Tensors(whole);
        foreach (var (name, parameter) in part.named_parameters())
            parameter.copy_(weights[name]);
    }

    private static void AllStates(GoldenTensors golden, ClipVisionOutput output)
    {
        Assert.Equal(golden.Names.Count(name => name.StartsWith("vision.hidden_states.", StringComparison.Ordinal)), output.HiddenStates.Count);
        for (var i = 0; i < output.HiddenStates.Count; i++)
            golden.Near($"vision.hidden_states.{i}", output.HiddenStates[i], Absolute, RelativeL2);
        golden.Near("vision.last_hidden_state", output.LastHiddenState, Absolute, RelativeL2);
        golden.Near("vision.pooler_output", output.PoolerOutput, Absolute, RelativeL2);
    }
}
