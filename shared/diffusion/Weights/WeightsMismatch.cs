using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Weights;

/// <summary>Compares what a module needs with what a file has.</summary>
internal static class WeightsMismatch
{
    private const int Shown = 10;

    public static void Throw(string file, IReadOnlyDictionary<string, Tensor> state, IReadOnlyDictionary<string, SafetensorsEntry> entries)
    {
        var faults = new List<string>();
        foreach (var (name, tensor) in state)
        {
            if (!entries.TryGetValue(name, out var entry))
                faults.Add($"'{name}' [{string.Join(", ", tensor.shape)}] is missing");
            else if (!entry.Shape.SequenceEqual(tensor.shape))
                faults.Add($"'{name}' is [{string.Join(", ", entry.Shape)}] in the file but [{string.Join(", ", tensor.shape)}] in the model");
            else if (IsFloatingPoint(entry.Dtype) != IsFloatingPoint(tensor.dtype))
                faults.Add($"'{name}' is {entry.Dtype} in the file but {tensor.dtype} in the model");
        }

        faults.AddRange(entries.Where(e => !state.ContainsKey(e.Key)).Select(e => $"'{e.Key}' [{string.Join(", ", e.Value.Shape)}] is not part of the model"));
        if (faults.Count == 0)
            return;
        var more = faults.Count > Shown ? $"; and {faults.Count - Shown} more" : "";
        throw new SafetensorsException(file, null, $"does not fit the model: {string.Join("; ", faults.Take(Shown))}{more}.");
    }

    private static bool IsFloatingPoint(ScalarType type) => type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;
}
