using InstructEngine.Diffusion.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>What the pipelines need of either CLIP text model: ids <c>[B, T]</c> int64 in, states out.</summary>
public abstract class ClipTextModelBase : nn.Module<Tensor, ClipTextOutput>
{
    private const string ConfigFile = "config.json";
    private const string WeightsFile = "model.safetensors";
    private protected readonly ClipTextTransformer _textModel;

    private protected ClipTextModelBase(string name, ClipTextConfig config) : base(name)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate("config");
        TorchRuntime.EnsureLoaded();
        Config = config with { Architectures = [name] };
        register_module("text_model", _textModel = new ClipTextTransformer(config));
    }

    public ClipTextConfig Config { get; }

    /// <exception cref="ArgumentException">The ids are not int64 <c>[B, T]</c> with T within <c>max_position_embeddings</c>.</exception>
    public abstract override ClipTextOutput forward(Tensor inputIds);

    /// <summary>Writes <c>config.json</c> and <c>model.safetensors</c>, the weights in <paramref name="dtype"/>.</summary>
    public void SavePretrained(string folder, ScalarType dtype = ScalarType.Float32)
    {
        Directory.CreateDirectory(folder);
        Config.Save(Path.Combine(folder, ConfigFile));
        ModelWeights.Save(this, Path.Combine(folder, WeightsFile), dtype, new Dictionary<string, string> { ["format"] = "pt" });
    }

    private protected static T Load<T>(Func<ClipTextConfig, T> create, string folder, ScalarType dtype, Device? device)
        where T : ClipTextModelBase
    {
        var model = create(ClipTextConfig.Load(Path.Combine(folder, ConfigFile)));
        try
        {
            model.to(device ?? CPU, dtype);
            var weights = Path.Combine(folder, WeightsFile);
            ModelWeights.Load(model, File.Exists(weights) ? weights : throw new InvalidDataException($"{weights}: missing; the text model's weights are needed."));
            model.eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
