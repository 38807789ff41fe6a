using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models;

/// <summary>One model's folder in diffusers' layout: <c>config.json</c> and <c>diffusion_pytorch_model.safetensors</c>.</summary>
internal static class PretrainedFolder
{
    private const string DiffusersName = "diffusion_pytorch_model";

    /// <summary>Makes a model and fills it; it is in evaluation mode, and its parameters require gradients.</summary>
    /// <param name="weightsName">The name of the weights' file, without its endings.</param>
    public static T Load<T>(
        Func<T> make, string folder, ScalarType dtype, Device? device, string weightsName = DiffusersName, Func<string, string?>? rename = null)
        where T : nn.Module
    {
        var weights = FindWeights(folder, weightsName);
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
        ModelWeights.Save(model, Path.Combine(folder, $"{DiffusersName}.safetensors"), dtype, new Dictionary<string, string> { ["format"] = "pt" });
    }

    private static string FindWeights(string folder, string weightsName)
    {
        var name = $"{weightsName}.safetensors";
        foreach (var candidate in new[] { name, $"{weightsName}.fp16.safetensors" })
        {
            if (Path.Combine(folder, candidate) is var path && File.Exists(path))
                return path;
        }

        throw new FileNotFoundException($"There is no '{name}' in '{folder}'; weights in other formats (.bin, .ckpt) must be converted to safetensors.",
            Path.Combine(folder, name));
    }
}
