using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Clip;

/// <summary>A CLIP model's folder in transformers' layout: <c>config.json</c> and <c>model.safetensors</c>.</summary>
internal static class ClipFolder
{
    private const string WeightsName = "model";
    private static readonly Dictionary<string, string> AnyValue = [];

    /// <exception cref="ModelConfigException">The file is damaged, or asks for something unknown.</exception>
    /// <exception cref="FileNotFoundException">There is no <c>config.json</c>.</exception>
    public static TConfig ReadConfig<TConfig>(string folder, string className, Action<TConfig> check) =>
        ModelConfigFile.Read(folder, className, AnyValue, check);

    public static T Load<T>(Func<T> make, string folder, ScalarType dtype, Device? device, Func<string, string?>? rename = null)
        where T : nn.Module => PretrainedFolder.Load(make, folder, dtype, device, WeightsName, rename);

    public static void Save<TConfig>(nn.Module model, TConfig config, string folder, ScalarType dtype)
    {
        ModelConfigFile.Write(folder, className: null, config);
        PretrainedWeights.Save(model, folder, WeightsName, dtype);
    }
}
