using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Weights;

/// <summary>One tensor of a safetensors file: its type, shape, and place (bytes from the file's beginning).</summary>
public sealed record SafetensorsEntry(string Name, ScalarType Dtype, IReadOnlyList<long> Shape, long Offset, long Length);
