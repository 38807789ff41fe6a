using InstructEngine.Diffusion.Vision;
using InstructEngine.Diffusion.Vision.Blip;
using InstructEngine.Diffusion.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Vision.Blip;

/// <summary>A BLIP of two blocks a side, and the file that ImageReward's authors would have made of it.</summary>
internal static class TinyBlip
{
    public static BlipConfig Config { get; } = new(
        ImageSize: 32, PatchSize: 16, VisionWidth: 128, VisionLayers: 2, TextWidth: 64, TextLayers: 2, TextIntermediate: 96, VocabSize: 24, MaxPositions: 40);

    public static BlipModel Model()
    {
        var model = new BlipModel(Config);
        Fill(model, 0.15);
        return model;
    }

    /// <summary>With the projections and the buffer that the published file has too.</summary>
    public static void Write(string path, Action<Dictionary<string, Tensor>>? change = null)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var model = Model();
        using var head = new RewardHead(Config.TextWidth);
        Fill(head, 0.05);
        var tensors = ModelWeights.Tensors(model).ToDictionary(entry => $"blip.{entry.Key}", entry => entry.Value, StringComparer.Ordinal);
        foreach (var (name, tensor) in ModelWeights.Tensors(head))
            tensors[$"mlp.{name}"] = tensor;
        tensors["blip.vision_proj.weight"] = zeros(256, 128);
        tensors["blip.text_proj.bias"] = zeros(256);
        tensors["blip.text_encoder.embeddings.position_ids"] = arange(40).unsqueeze(0);
        change?.Invoke(tensors);
        SafetensorsWriter.Write(path, tensors);
    }

    private static void Fill(nn.Module module, double deviation)
    {
        using var noGrad = no_grad();
        using var generator = new Generator(11);
        foreach (var part in module.modules().Prepend(module))
        {
            foreach (var (name, parameter) in part.named_parameters(recurse: false))
            {
                parameter.normal_(0, deviation, generator);
                if (part is LayerNorm && name == "weight")
                    parameter.add_(1);
            }
        }
    }
}
