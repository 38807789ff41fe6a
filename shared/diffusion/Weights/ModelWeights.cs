using System.Security.Cryptography;
using System.Text;
using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Weights;

/// <summary>Moves weights between safetensors files and modules, checking every name and shape (libtorch's own loading accepts wrong shapes silently).</summary>
public static class ModelWeights
{
    /// <summary>Fills every parameter and buffer of a module, converting to each parameter's dtype and device.</summary>
    /// <param name="module">The module to fill.</param>
    /// <param name="path">A safetensors file, or the index of several (<c>*.json</c>).</param>
    /// <param name="rename">The module's name for a name of the file; null drops the tensor.</param>
    /// <exception cref="SafetensorsException">A tensor is missing, left over, or has another shape; up to ten are named.</exception>
    public static void Load(nn.Module module, string path, Func<string, string?>? rename = null)
    {
        using var file = ISafetensors.Open(path);
        Load(module, file, rename);
    }

    /// <inheritdoc cref="Load(nn.Module, string, Func{string, string?}?)"/>
    public static void Load(nn.Module module, ISafetensors file, Func<string, string?>? rename = null)
    {
        var state = Tensors(module);
        var names = Match(state, file, rename);
        using var noGrad = no_grad();
        foreach (var (name, target) in state)
        {
            using var scope = NewDisposeScope();
            target.copy_(file.Map(names[name]));
        }
    }

    /// <summary>
    /// Gives a module that has no storage the tensors of a file as its parameters: in place of a copy, those of the wanted dtype stay in the
    /// mapped file, if the device is the CPU. They require gradients, and writing to them does not change the file.
    /// </summary>
    /// <inheritdoc cref="Load(nn.Module, string, Func{string, string?}?)"/>
    internal static void Assign(nn.Module module, ISafetensors file, ScalarType dtype, Device device, Func<string, string?>? rename = null)
    {
        var names = Match(Tensors(module), file, rename);
        ParameterStorage.Assign(module, name => file.Map(names[name]).to(dtype, device));
    }

    /// <summary>The file's name for each of the module's; every name and shape must match.</summary>
    private static Dictionary<string, string> Match(Dictionary<string, Tensor> state, ISafetensors file, Func<string, string?>? rename)
    {
        var entries = new Dictionary<string, SafetensorsEntry>(StringComparer.Ordinal);
        foreach (var entry in file.Entries.Values)
        {
            if ((rename is null ? entry.Name : rename(entry.Name)) is { } name && !IsIgnorableBuffer(name, state) && !entries.TryAdd(name, entry))
                throw new SafetensorsException(file.Path, entry.Name, $"it and '{entries[name].Name}' are both the model's '{name}'.");
        }

        WeightsMismatch.Throw(file.Path, state, entries);
        return entries.ToDictionary(e => e.Key, e => e.Value.Name, StringComparer.Ordinal);
    }

    /// <summary>Writes a module's parameters and buffers.</summary>
    public static void Save(nn.Module module, string path, ScalarType? dtype = null, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsWriter.Write(path, Tensors(module), metadata, dtype);

    /// <summary>
    /// The content hash of a module: SHA-256, in lower-case hex, over its parameters and buffers in ordinal order of their names, each as
    /// its name, dtype, shape and raw bytes.
    /// </summary>
    public static string Hash(nn.Module module) => Hash(Tensors(module));

    /// <inheritdoc cref="Hash(nn.Module)"/>
    public static string Hash(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in tensors.Keys.Order(StringComparer.Ordinal))
        {
            using var scope = NewDisposeScope();
            var tensor = tensors[name].detach().cpu().contiguous();
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{SafetensorsDtype.Of(tensor.dtype).Name}[{string.Join(',', tensor.shape)}]\n"));
            TensorBytes.InPieces(tensor, (_, bytes) => hash.AppendData(bytes));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A module's parameters and buffers by their dotted names; the tensors stay the module's own.</summary>
    public static Dictionary<string, Tensor> Tensors(nn.Module module)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var (name, parameter) in module.named_parameters())
            tensors[name] = parameter;
        foreach (var (name, buffer) in module.named_buffers())
            tensors[name] = buffer;
        return tensors;
    }

    /// <summary>Old releases of transformers stored this counting buffer; it carries nothing.</summary>
    private static bool IsIgnorableBuffer(string name, Dictionary<string, Tensor> state) =>
        !state.ContainsKey(name) && (name == "position_ids" || name.EndsWith(".position_ids", StringComparison.Ordinal));
}
