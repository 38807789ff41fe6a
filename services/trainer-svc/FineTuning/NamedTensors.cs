using static TorchSharp.torch;

namespace InstructEngine.TrainerService.FineTuning;

/// <summary>Fills tensors from others of the same names and shapes (libtorch's own loading accepts wrong shapes silently).</summary>
internal static class NamedTensors
{
    /// <param name="what">Whose tensors they are, for errors: <c>The {what} has no 'name'</c>.</param>
    /// <exception cref="InvalidDataException">A tensor is missing, too many, or has another shape.</exception>
    public static void Copy(IReadOnlyDictionary<string, Tensor> from, IReadOnlyDictionary<string, Tensor> into, string what)
    {
        if (into.Keys.FirstOrDefault(name => !from.ContainsKey(name)) is { } missing)
        {
            throw new InvalidDataException($"The {what} has no '{missing}'.");
        }

        if (from.Keys.FirstOrDefault(name => !into.ContainsKey(name)) is { } extra)
        {
            throw new InvalidDataException($"The {what} has '{extra}', which the model does not.");
        }

        if (into.Keys.FirstOrDefault(name => !from[name].shape.AsSpan().SequenceEqual(into[name].shape)) is { } other)
        {
            throw new InvalidDataException($"The {what}'s '{other}' is {Shape(from[other])}, the model's is {Shape(into[other])}.");
        }

        using var noGrad = no_grad();
        foreach (var (name, target) in into)
        {
            target.copy_(from[name]);
        }
    }

    private static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
