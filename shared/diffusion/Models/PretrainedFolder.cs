using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models;

/// <summary>One model's folder in diffusers' layout: <c>config.json</c> and the weights (see <see cref="PretrainedWeights"/>).</summary>
internal static class PretrainedFolder
{
    public const string DiffusersName = "diffusion_pytorch_model";

    /// <summary>
    /// Makes a model and gives it its weights; it is in evaluation mode, and its parameters require gradients. On the CPU, weights of the wanted
    /// dtype are mapped, not copied.
    /// </summary>
    /// <param name="weightsName">The name of the weights' file, without its endings.</param>
    /// <param name="rename">The model's name for a name of the file; null drops the tensor.</param>
    /// <exception cref="FileNotFoundException">There are no safetensors weights.</exception>
    /// <exception cref="SafetensorsException">The weights are damaged or do not fit the model.</exception>
    public static T Load<T>(
        Func<T> make, string folder, ScalarType dtype, Device? device, string weightsName = DiffusersName, Func<string, string?>? rename = null)
        where T : nn.Module
    {
        using var weights = ISafetensors.Open(PretrainedWeights.Find(folder, weightsName, dtype));
        return Load(make, weights, dtype, device, rename);
    }

    /// <inheritdoc cref="Load{T}(Func{T}, string, ScalarType, Device?, string, Func{string, string?}?)"/>
    public static T Load<T>(Func<T> make, ISafetensors weights, ScalarType dtype, Device? device, Func<string, string?>? rename = null)
        where T : nn.Module
    {
        var model = Layers.WithoutStorage(make);
        try
        {
            ModelWeights.Assign(model, weights, dtype, device ?? CPU, rename);
            model.eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Writes the config and the weights, in one file; the weights of before are gone, in whatever form they were.</summary>
    public static void Save<TConfig>(nn.Module model, TConfig config, string folder, ScalarType dtype, string weightsName = DiffusersName)
    {
        ModelConfigFile.Write(folder, model.GetName(), config);
        PretrainedWeights.Save(model, folder, weightsName, dtype);
    }
}
