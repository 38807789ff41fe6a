using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models;

/// <summary>One model's folder in diffusers' layout: <c>config.json</c> and <c>diffusion_pytorch_model.safetensors</c>.</summary>
internal static class PretrainedFolder
{
    private const string WeightsName = "diffusion_pytorch_model.safetensors";
    private const string HalfWeightsName = "diffusion_pytorch_model.fp16.safetensors";

    /// <summary>Makes a model and fills it; it is in evaluation mode, and its parameters require gradients.</summary>
    public static T Load<T>(Func<T> make, string folder, ScalarType dtype, Device? device, Func<string, string?>? rename = null)
        where T : nn.Module
    {
        var weights = FindWeights(folder);
        var model = Layers.WithoutStorage(make);
        try
        {
            ParameterStorage.Allocate(model, dtype, device ?? CPU);
            ModelWeights.Load(model, weights, rename);
            model.eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    public static void Save<TConfig>(nn.Module model, TConfig config, string folder, ScalarType dtype)
    {
        ModelConfigFile.Write(folder, model.GetName(), config);
        ModelWeights.Save(model, Path.Combine(folder, WeightsName), dtype, new Dictionary<string, string> { ["format"] = "pt" });
    }

    private static string FindWeights(string folder)
    {
        foreach (var name in new[] { WeightsName, HalfWeightsName })
        {
            if (Path.Combine(folder, name) is var path && File.Exists(path))
                return path;
        }

        throw new FileNotFoundException($"There is no '{WeightsName}' in '{folder}'; weights in other formats (.bin, .ckpt) must be converted to safetensors.",
            Path.Combine(folder, WeightsName));
    }
}
