using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Lora.Files;

/// <summary>Writes an adapter in the namings of diffusers and kohya.</summary>
internal static class LoraFileWriter
{
    public static void Write(string path, IReadOnlyList<LoraLayer> layers, LoraNaming naming, ScalarType dtype, bool isXL)
    {
        if (dtype is not (ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16))
            throw new ArgumentException($"dtype is {dtype}; Float32, Float16 or BFloat16 is wanted.", nameof(dtype));
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            tensors[LoraNames.Down(layer, naming, isXL)] = layer.Down.to(dtype);

            // Readers of a file without alpha take it for the rank.
            var factor = naming == LoraNaming.Kohya ? 1 : layer.Factor;
            tensors[LoraNames.Up(layer, naming, isXL)] = (layer.Up.to(ScalarType.Float32) * factor).to(dtype);
            if (naming == LoraNaming.Kohya)
                tensors[LoraNames.Alpha(layer, isXL)] = tensor((float)layer.Alpha);
        }

        SafetensorsWriter.Write(path, tensors, Metadata(layers, naming));
    }

    private static Dictionary<string, string> Metadata(IReadOnlyList<LoraLayer> layers, LoraNaming naming)
    {
        var metadata = new Dictionary<string, string> { ["format"] = "pt" };
        if (naming == LoraNaming.Kohya)
        {
            metadata["ss_network_module"] = "networks.lora";
            metadata["ss_network_dim"] = Common(layer => layer.Rank);
            metadata["ss_network_alpha"] = Common(layer => layer.Alpha);
        }

        return metadata;

        // Kohya's word where the layers differ.
        string Common(Func<LoraLayer, double> of) => layers.Select(of).Distinct().ToList() is [var one] ? $"{one}" : "Dynamic";
    }
}
