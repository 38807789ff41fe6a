using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Lora.Files;

/// <summary>Reads an adapter from a file and holds every tensor of it against the models.</summary>
internal static class LoraFileReader
{
    public static IReadOnlyList<LoraLayer> Read(string path, LoraModels models, LoraLoadOptions options)
    {
        using var file = SafetensorsFile.Open(path);
        var groups = LoraGroups.Of(file, models, options);
        var alphas = new LoraAlphas(file);
        var layers = new List<LoraLayer>();
        try
        {
            using var noGrad = no_grad();
            layers.AddRange(groups.Select(group => ReadLayer(file, group, alphas, options)));
            return layers;
        }
        catch
        {
            layers.ForEach(layer => layer.Dispose());
            throw;
        }
    }

    private static LoraLayer ReadLayer(SafetensorsFile file, LoraGroup group, LoraAlphas alphas, LoraLoadOptions options)
    {
        using var scope = NewDisposeScope();
        var target = group.Target;
        var (downEntry, upEntry) = (Whole(file, group, LoraRole.Down), Whole(file, group, LoraRole.Up));
        var rank = downEntry.Shape is [var first, ..] ? first : 0;
        if (rank < 1 || upEntry.Shape.Count < 2 || upEntry.Shape[1] != rank)
        {
            throw new SafetensorsException(file.Path, upEntry.Name,
                $"its ranks disagree: it is {Shapes.Text(upEntry.Shape)}, but '{downEntry.Name}' is {Shapes.Text(downEntry.Shape)}.");
        }

        var dtype = options.Trainable ? ScalarType.Float32 : target.Weight.dtype;
        var down = Shaped(downEntry, target.DownShape(rank));
        var up = Shaped(upEntry, target.UpShape(rank));
        return new(target.Component, target.Path, down, up, alphas.Of(group, rank), options.Trainable);

        Tensor Shaped(SafetensorsEntry entry, long[] shape)
        {
            // A linear layer and a convolution of one pixel are the same; files made for the one are read for the other.
            if (!Trimmed(entry.Shape).SequenceEqual(Trimmed(shape)))
            {
                throw new SafetensorsException(file.Path, entry.Name,
                    $"it is {Shapes.Text(entry.Shape)}, but the model's '{target.Path}' {Shapes.Text(target.Weight.shape)} needs {Shapes.Text(shape)}: made for another model?");
            }

            return file.Read(entry.Name).reshape(shape).to(dtype, target.Weight.device, copy: true);
        }
    }

    private static SafetensorsEntry Whole(SafetensorsFile file, LoraGroup group, LoraRole role)
    {
        if (!group.Keys.TryGetValue(role, out var key))
        {
            throw new SafetensorsException(file.Path, group.Keys.Values.First(),
                $"the layer '{group.Target.Path}' has no {(role == LoraRole.Down ? "A (down)" : "B (up)")} weight; an adapter needs both.");
        }

        var entry = file.Entries[key];
        return entry.Dtype is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64
            ? entry
            : throw new SafetensorsException(file.Path, key, $"it is {entry.Dtype}; a floating-point type is needed.");
    }

    private static IEnumerable<long> Trimmed(IReadOnlyList<long> shape) => shape is [var a, var b, 1, 1] ? [a, b] : shape;
}
