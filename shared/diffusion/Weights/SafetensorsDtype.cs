using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Weights;

/// <summary>The element types of the safetensors format that libtorch has too.</summary>
internal static class SafetensorsDtype
{
    private static readonly (string Name, ScalarType Type, int Size)[] s_types =
    [
        ("BOOL", ScalarType.Bool, 1), ("U8", ScalarType.Byte, 1), ("I8", ScalarType.Int8, 1), ("I16", ScalarType.Int16, 2), ("I32", ScalarType.Int32, 4),
        ("I64", ScalarType.Int64, 8), ("F16", ScalarType.Float16, 2), ("BF16", ScalarType.BFloat16, 2), ("F32", ScalarType.Float32, 4), ("F64", ScalarType.Float64, 8),
    ];

    /// <summary>Those of the format that neither models nor checkpoints have here.</summary>
    private static readonly string[] s_others = ["F4", "F6_E2M3", "F6_E3M2", "F8_E4M3", "F8_E5M2", "F8_E8M0", "F8_E4M3FNUZ", "F8_E5M2FNUZ", "U16", "U32", "U64", "C64"];

    public static IEnumerable<string> Names => s_types.Select(t => t.Name);

    /// <summary>Whether the format knows a type that is not supported here.</summary>
    public static bool IsOther(string? name) => s_others.Contains(name);

    public static bool TryParse(string name, out ScalarType type, out int size)
    {
        var found = Array.Find(s_types, t => t.Name == name);
        (type, size) = (found.Type, found.Size);
        return found.Name is not null;
    }

    public static (string Name, int Size) Of(ScalarType type)
    {
        var found = Array.Find(s_types, t => t.Type == type);
        return found.Name is null ? throw new NotSupportedException($"Tensors of {type} cannot be written to a safetensors file.") : (found.Name, found.Size);
    }
}
