using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Lora.Files;

/// <summary>The alphas of a file's layers: a layer's own tensor, or what peft noted for all, or the rank.</summary>
internal sealed class LoraAlphas(SafetensorsFile file)
{
    private readonly PeftAlpha? _inMetadata = PeftAlpha.InMetadata(file);
    private readonly Lazy<PeftAlpha?> _beside = new(() => PeftAlpha.Beside(file));

    public double Of(LoraGroup group, long rank)
    {
        if (group.Keys.TryGetValue(LoraRole.Alpha, out var key))
            return Read(key);
        var noted = LoraLayerIndex.IsPeftsOwn(group.NameInFile) ? _beside.Value : _inMetadata;
        return noted?.Of(group.Target.Component, rank) ?? rank;
    }

    private double Read(string key)
    {
        var entry = file.Entries[key];
        if (entry.Shape is not ([] or [1]))
            throw new SafetensorsException(file.Path, key, $"an alpha is one number, but it is {Shapes.Text(entry.Shape)}.");
        using var scope = NewDisposeScope();
        var alpha = file.Read(key).to(ScalarType.Float64).reshape(1).item<double>();
        return double.IsFinite(alpha) && alpha > 0
            ? alpha
            : throw new SafetensorsException(file.Path, key, $"alpha is {alpha}; it must be a positive number.");
    }
}
