using InstructEngine.Diffusion.Models.Clip;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>What the pipelines need of either CLIP text model: ids <c>[B, T]</c> int64 in, states out.</summary>
public abstract class ClipTextModelBase : nn.Module<Tensor, ClipTextOutput>
{
    private protected readonly ClipTextTransformer text_model;

    private protected ClipTextModelBase(string name, ClipTextConfig config) : base(name)
    {
        ArgumentNullException.ThrowIfNull(config);
        ClipConfigRules.Check(config);
        TorchRuntime.EnsureLoaded();
        Config = config with { Architectures = [name] };
        register_module(nameof(text_model), text_model = new ClipTextTransformer(config));
    }

    public ClipTextConfig Config { get; }

    /// <param name="inputIds">int64 <c>[B, T]</c>, T within <c>max_position_embeddings</c>, ids within the vocabulary.</param>
    /// <exception cref="ArgumentException">The ids do not fit.</exception>
    public abstract override ClipTextOutput forward(Tensor inputIds);

    /// <summary>Writes <c>config.json</c> and <c>model.safetensors</c>, the weights in <paramref name="dtype"/>.</summary>
    public void SavePretrained(string folder, ScalarType dtype = ScalarType.Float32) => ClipFolder.Save(this, Config, folder, dtype);

    private protected static T Load<T>(Func<ClipTextConfig, T> create, string folder, ScalarType dtype, Device? device)
        where T : ClipTextModelBase
    {
        var config = ClipFolder.ReadConfig<ClipTextConfig>(folder, typeof(T).Name, ClipConfigRules.Check);
        return ClipFolder.Load(() => create(config), folder, dtype, device);
    }
}
