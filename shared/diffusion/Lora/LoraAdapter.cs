using InstructEngine.Diffusion.Lora.Files;
using InstructEngine.Diffusion.Models.Checkpointing;
using InstructEngine.Diffusion.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Lora;

/// <summary>
/// Low-rank adaptation (arXiv 2106.09685): W + scale · alpha/rank · B·A on some layers of a model. The adapter is an object beside the model, attached
/// to it by forward hooks: the model's parameters, their names and their hash stay as they are, and a model can carry several adapters, which add up.
/// </summary>
/// <remarks>
/// It computes in its own dtype, as peft does (float32 in training, whatever the model's dtype; the model's dtype otherwise), and its result is rounded
/// to the layer's. Several threads may run the model at once; <see cref="Scale"/>, <see cref="Enabled"/> and attaching are for one of them.
/// </remarks>
public sealed class LoraAdapter : IDisposable
{
    private readonly ThreadLocal<int> _offHere = new();
    private readonly bool _isXL;
    private readonly List<Action> _detach = [];

    internal LoraAdapter(IReadOnlyList<LoraLayer> layers, bool isXL) => (Layers, _isXL) = (layers, isXL);

    public IReadOnlyList<LoraLayer> Layers { get; }

    /// <summary>The user's weight of the whole adapter; not saved with it.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>Where false, the model gives bit for bit what it gives without the adapter; see <see cref="Off"/> for one thread alone.</summary>
    public bool Enabled { get; set; } = true;

    public bool IsAttached => _detach.Count > 0;

    /// <summary>The trainable tensors by their peft names, in a fixed order: A, then B, of each layer.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> NamedParameters() =>
        [.. Layers.SelectMany(layer => new[] { (LoraNames.Down(layer, LoraNaming.Peft, _isXL), layer.Down), (LoraNames.Up(layer, LoraNaming.Peft, _isXL), layer.Up) })];

    /// <summary>A new adapter that changes nothing yet: float32, with gradients, on the models' device. Attach it to train it.</summary>
    /// <exception cref="ArgumentException">A setting cannot be, or names no layer.</exception>
    public static LoraAdapter Create(LoraModels models, LoraSettings settings)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(settings);
        return new(LoraInitialisation.Layers(models, settings), models.IsXL);
    }

    /// <summary>How many numbers an adapter would train, without making it; the models may be without weights.</summary>
    /// <exception cref="ArgumentException">A setting cannot be.</exception>
    public static long CountParameters(LoraModels models, LoraSettings settings)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        return models.Targets().Where(target => settings.TargetModules.Any(suffix => LoraSettings.IsTarget(target.Path, suffix)))
            .Sum(target => Product(target.DownShape(settings.Rank)) + Product(target.UpShape(settings.Rank)));

        static long Product(long[] shape) => shape.Aggregate(1L, (a, b) => a * b);
    }

    /// <summary>Reads a file in any of the namings of <see cref="LoraNaming"/>, for these models. A layer without alpha has alpha = rank.</summary>
    /// <exception cref="SafetensorsException">The file is damaged, is of another kind, or does not fit the models.</exception>
    public static LoraAdapter Load(string path, LoraModels models, LoraLoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(models);
        return new(LoraFileReader.Read(path, models, options ?? new()), models.IsXL);
    }

    /// <summary>
    /// Writes the adapter. Namings without alpha get alpha/rank multiplied into B, so that every reader computes the same; <see cref="LoraNaming.Kohya"/>
    /// keeps A, B and alpha as they are.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="naming">How tensors are named.</param>
    /// <param name="dtype">Of A and B; alphas stay float32.</param>
    public void Save(string path, LoraNaming naming = LoraNaming.Peft, ScalarType dtype = ScalarType.Float32) =>
        LoraFileWriter.Write(path, Layers, naming, dtype, _isXL);

    /// <summary>Puts the adapter on these models, until <see cref="Detach"/>.</summary>
    /// <exception cref="InvalidOperationException">It is attached already.</exception>
    /// <exception cref="ArgumentException">The models lack one of its layers, or have it with another shape.</exception>
    public void Attach(LoraModels models)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (IsAttached)
            throw new InvalidOperationException("The adapter is attached already; detach it first.");
        foreach (var (layer, target) in LoraMatch.Of(Layers, models))
        {
            var remover = target.Module.register_forward_hook((_, input, output) => Add(layer, target, input, output));
            AdapterParameters.Add(target.Module, layer.Down, layer.Up);
            _detach.Add(() =>
            {
                remover.remove();
                AdapterParameters.Remove(target.Module, layer.Down, layer.Up);
            });
        }
    }

    /// <summary>Takes the adapter off; the models are as they were.</summary>
    public void Detach()
    {
        _detach.ForEach(detach => detach());
        _detach.Clear();
    }

    /// <summary>Turns the adapter off on the calling thread until the result is disposed of: the reference of preference training is the model without it.</summary>
    public IDisposable Off()
    {
        _offHere.Value++;
        return new OffScope(this);
    }

    /// <summary>Adds the change, at the current <see cref="Scale"/>, to the models' weights for good: computed in float32, stored in the weights' dtype.</summary>
    /// <exception cref="InvalidOperationException">It is attached, and the change would count twice.</exception>
    /// <exception cref="ArgumentException">The models lack one of its layers, or have it with another shape.</exception>
    public void MergeInto(LoraModels models)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (IsAttached)
            throw new InvalidOperationException("The adapter is attached, so its change would count twice; detach it before merging.");
        using var noGrad = no_grad();
        foreach (var (layer, target) in LoraMatch.Of(Layers, models))
        {
            using var scope = NewDisposeScope();
            var change = target.Product(layer.Down, layer.Up) * (Scale * layer.Factor);
            target.Weight.copy_(target.Weight.to(ScalarType.Float32) + change);
        }
    }

    /// <summary>Detaches the adapter and frees its tensors.</summary>
    public void Dispose()
    {
        Detach();
        foreach (var layer in Layers)
            layer.Dispose();
        _offHere.Dispose();
    }

    private Tensor Add(LoraLayer layer, LoraTarget target, Tensor input, Tensor output)
    {
        if (!Enabled || Scale == 0 || _offHere.Value > 0)
            return output;
        using var scope = NewDisposeScope();
        var change = target.Apply(input.to(layer.Down.dtype), layer.Down, layer.Up);

        // In place: the layer's own output is needed by nothing else, not even by its gradient.
        output.add_(change.to(output.dtype), Scale * layer.Factor);
        return output;
    }

    private sealed class OffScope(LoraAdapter adapter) : IDisposable
    {
        private LoraAdapter? _adapter = adapter;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _adapter, null) is { } adapter)
                adapter._offHere.Value--;
        }
    }
}
