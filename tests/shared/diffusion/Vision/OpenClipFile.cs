using InstructEngine.Diffusion.Vision;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Vision;

/// <summary>A CLIP model's weights as open_clip would have saved them.</summary>
internal static class OpenClipFile
{
    public static void Write(CLIPModel model, string path, IReadOnlyDictionary<string, string>? metadata = null, Action<Dictionary<string, Tensor>>? change = null)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var tensors = Rename(ModelWeights.Tensors(model));
        change?.Invoke(tensors);
        SafetensorsWriter.Write(path, tensors, metadata);
    }

    private static Dictionary<string, Tensor> Rename(Dictionary<string, Tensor> ours)
    {
        var theirs = new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["logit_scale"] = ours["logit_scale"],
            ["positional_embedding"] = ours["text_model.embeddings.position_embedding.weight"],
            ["token_embedding.weight"] = ours["text_model.embeddings.token_embedding.weight"],
            ["text_projection"] = ours["text_projection.weight"].t().contiguous(),
            ["visual.class_embedding"] = ours["vision_model.embeddings.class_embedding"],
            ["visual.positional_embedding"] = ours["vision_model.embeddings.position_embedding.weight"],
            ["visual.conv1.weight"] = ours["vision_model.embeddings.patch_embedding.weight"],
            ["visual.proj"] = ours["visual_projection.weight"].t().contiguous(),
        };
        foreach (var kind in new[] { "weight", "bias" })
        {
            theirs[$"ln_final.{kind}"] = ours[$"text_model.final_layer_norm.{kind}"];
            theirs[$"visual.ln_pre.{kind}"] = ours[$"vision_model.pre_layrnorm.{kind}"];
            theirs[$"visual.ln_post.{kind}"] = ours[$"vision_model.post_layernorm.{kind}"];
            foreach (var (tower, prefix) in new[] { ("text_model", "transformer"), ("vision_model", "visual.transformer") })
            {
                for (var i = 0; ours.ContainsKey($"{tower}.encoder.layers.{i}.mlp.fc1.bias"); i++)
                {
                    var (from, to) = ($"{tower}.encoder.layers.{i}", $"{prefix}.resblocks.{i}");
                    theirs[$"{to}.ln_1.{kind}"] = ours[$"{from}.layer_norm1.{kind}"];
                    theirs[$"{to}.ln_2.{kind}"] = ours[$"{from}.layer_norm2.{kind}"];
                    theirs[$"{to}.attn.in_proj_{kind}"] = cat([.. new[] { "q", "k", "v" }.Select(part => ours[$"{from}.self_attn.{part}_proj.{kind}"])]);
                    theirs[$"{to}.attn.out_proj.{kind}"] = ours[$"{from}.self_attn.out_proj.{kind}"];
                    theirs[$"{to}.mlp.c_fc.{kind}"] = ours[$"{from}.mlp.fc1.{kind}"];
                    theirs[$"{to}.mlp.c_proj.{kind}"] = ours[$"{from}.mlp.fc2.{kind}"];
                }
            }
        }

        return theirs;
    }
}
