using System.Text.Json;

namespace InstructEngine.Diffusion.Weights;

/// <summary>One tensor's part of the header: <c>{"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}</c>.</summary>
internal static class SafetensorsEntryReader
{
    /// <summary>More than libtorch's loops over elements take.</summary>
    private const int MaxDimensions = 64;

    public static SafetensorsEntry Read(string file, string name, JsonElement value, long dataAt, long fileLength)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw new SafetensorsException(file, name, "its header entry is not a JSON object.");
        var dtypeName = value.TryGetProperty("dtype", out var d) && d.ValueKind == JsonValueKind.String ? d.GetString()! : null;
        if (dtypeName is null || !SafetensorsDtype.TryParse(dtypeName, out var dtype, out var elementSize))
        {
            throw new SafetensorsException(file, name,
                $"the dtype '{dtypeName ?? "(none)"}' is {(SafetensorsDtype.IsOther(dtypeName) ? "not supported" : "not known")} here; " +
                $"supported are {string.Join(", ", SafetensorsDtype.Names)}.");
        }

        var shape = Numbers(file, name, value, "shape");
        var offsets = Numbers(file, name, value, "data_offsets");
        if (shape.Length > MaxDimensions)
            throw new SafetensorsException(file, name, $"its shape has {shape.Length} dimensions; more than {MaxDimensions} are not supported.");
        if (offsets.Length != 2)
            throw new SafetensorsException(file, name, $"data_offsets must be two numbers, not {offsets.Length}.");
        var (begin, end) = (offsets[0], offsets[1]);
        if (begin > end || end > fileLength - dataAt)
            throw new SafetensorsException(file, name, $"data_offsets [{begin}, {end}] lie outside of the file's {fileLength - dataAt} bytes of data.");
        if (Bytes(shape, elementSize) is not { } bytes || bytes != end - begin)
        {
            throw new SafetensorsException(file, name,
                $"a {dtypeName} of shape [{string.Join(", ", shape)}] does not fill data_offsets [{begin}, {end}] ({end - begin} bytes).");
        }

        return new(name, dtype, shape, dataAt + begin, bytes);
    }

    /// <summary>Null where the sizes other than zero, which libtorch makes strides of, have a product beyond 64 bits.</summary>
    private static long? Bytes(long[] shape, int elementSize)
    {
        var bytes = (Int128)elementSize;
        foreach (var size in shape)
        {
            bytes *= Math.Max(size, 1);
            if (bytes > long.MaxValue)
                return null;
        }

        return shape.Contains(0) ? 0 : (long)bytes;
    }

    private static long[] Numbers(string file, string name, JsonElement value, string property)
    {
        if (!value.TryGetProperty(property, out var array) || array.ValueKind != JsonValueKind.Array)
            throw new SafetensorsException(file, name, $"{property} must be an array of whole numbers.");
        return [.. array.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Number && e.TryGetInt64(out var n) && n >= 0
            ? n
            : throw new SafetensorsException(file, name, $"{property} must hold whole numbers of zero or more, not {e.GetRawText()}."))];
    }
}
