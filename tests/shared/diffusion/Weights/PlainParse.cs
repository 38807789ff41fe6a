using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

/// <summary>One tensor as <see cref="PlainParse"/> finds it.</summary>
internal sealed record PlainTensor(string Dtype, long[] Shape, byte[] Bytes);

/// <summary>The format's description, followed word by word and without a thought of speed: what the reader is compared with.</summary>
internal static class PlainParse
{
    private static readonly Dictionary<string, int> s_sizes = new()
    {
        ["BOOL"] = 1,
        ["U8"] = 1,
        ["I8"] = 1,
        ["I16"] = 2,
        ["F16"] = 2,
        ["BF16"] = 2,
        ["I32"] = 4,
        ["F32"] = 4,
        ["I64"] = 8,
        ["F64"] = 8,
    };

    /// <summary>The tensors of a file's bytes; null where these are no safetensors file.</summary>
    public static Dictionary<string, PlainTensor>? Of(byte[] file)
    {
        try
        {
            var headerLength = BitConverter.ToUInt64(file, 0);
            if (headerLength > (ulong)(file.Length - 8))
                return null;
            var header = JsonNode.Parse(file.AsSpan(8, (int)headerLength), documentOptions: new() { AllowDuplicateProperties = false })!.AsObject();
            var data = file[(8 + (int)headerLength)..];
            var owned = new bool[data.Length];
            var tensors = new Dictionary<string, PlainTensor>();
            foreach (var (name, node) in header)
            {
                if (name != "__metadata__")
                    tensors.Add(name, Tensor(node!.AsObject(), data, owned));
                else if (node!.AsObject().Any(m => m.Value!.GetValueKind() != JsonValueKind.String || m.Value.GetValue<string>() is null))
                    return null;
            }

            return owned.All(o => o) ? tensors : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or NullReferenceException or FormatException or KeyNotFoundException or OverflowException)
        {
            return null;
        }
    }

    private static PlainTensor Tensor(JsonObject entry, byte[] data, bool[] owned)
    {
        var shape = entry["shape"]!.AsArray().Select(n => n!.GetValue<long>()).ToArray();
        var offsets = entry["data_offsets"]!.AsArray().Select(n => n!.GetValue<long>()).ToArray();
        var dtype = entry["dtype"]!.GetValue<string>();
        var length = shape.Aggregate((BigInteger)s_sizes[dtype], (product, n) => product * n);
        Require(shape.All(n => n >= 0) && shape.Length <= 64 && offsets.Length == 2 && offsets[0] >= 0 && offsets[1] <= data.Length);
        Require(shape.Aggregate((BigInteger)s_sizes[dtype], (product, n) => product * BigInteger.Max(n, 1)) <= long.MaxValue);
        Require(offsets[1] - offsets[0] == length);
        for (var i = offsets[0]; i < offsets[1]; i++)
        {
            Require(!owned[i]);
            owned[i] = true;
        }

        return new(dtype, shape, data[(int)offsets[0]..(int)offsets[1]]);
    }

    private static void Require(bool holds)
    {
        if (!holds)
            throw new FormatException();
    }
}
