using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

/// <summary>Small safetensors files, most of them damaged in one way or several, drawn from a seed.</summary>
internal sealed class MutatedFiles(int seed)
{
    private static readonly string[] s_dtypes = ["BOOL", "U8", "I8", "I16", "F16", "BF16", "I32", "F32", "I64", "F64"];
    private static readonly string[] s_otherDtypes = ["F8_E4M3", "U64", "f32", "", "F33", "\ud800"];
    private static readonly string[] s_names = ["a", "b", "weight", "", "model.0.bias", "ключ", "\0", "__metadata__", new('n', 300)];
    private static readonly long[] s_numbers = [0, 1, -1, 2, 3, 7, 8, 255, int.MaxValue, 1L << 32, 1L << 62, long.MaxValue, long.MinValue];
    private static readonly string[] s_jsonPieces =
        ["{", "}", "[", "]", ",", ":", "\"", "null", "NaN", "-0", "1e3", "0.0", "\\ud800", "\"shape\"", "\"data_offsets\"", "\"dtype\"", "[[[[[[[[", " ", "\uFEFF", "//", "\"a\":1,"];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        if (_random.Next(20) == 0)
            return Noise();
        var file = _random.Next(3) == 0 ? EditedHeader() : Valid();
        for (var n = _random.Next(4); n > 0; n--)
            file = Damage(file);
        return file;
    }

    private byte[] Valid() => Assemble(Header(out var dataLength).ToJsonString(), dataLength);

    private JsonObject Header(out int dataLength)
    {
        var header = new JsonObject();
        dataLength = 0;
        foreach (var name in s_names.Where(n => n != "__metadata__").OrderBy(_ => _random.Next()).Take(_random.Next(4)))
        {
            var dtype = _random.Next(s_dtypes.Length);
            var shape = Enumerable.Range(0, _random.Next(4)).Select(_ => (long)_random.Next(4)).ToArray();
            var length = (int)shape.Aggregate(dtype < 3 ? 1L : dtype < 6 ? 2 : dtype < 8 ? 4 : 8, (a, b) => a * b);
            header[name] = new JsonObject
            {
                ["dtype"] = s_dtypes[dtype],
                ["shape"] = new JsonArray([.. shape.Select(n => JsonValue.Create(n))]),
                ["data_offsets"] = new JsonArray(dataLength, dataLength + length),
            };
            dataLength += length;
        }

        if (_random.Next(3) == 0)
            header["__metadata__"] = new JsonObject { ["format"] = "pt" };
        return header;
    }

    private byte[] EditedHeader()
    {
        var header = Header(out var dataLength);
        foreach (var entry in header.Select(e => e.Value!.AsObject()).ToList())
        {
            switch (_random.Next(6))
            {
                case 0: entry["dtype"] = _random.Next(2) == 0 ? Pick(s_dtypes) : Pick(s_otherDtypes); break;
                case 1: Spoil(entry["shape"] as JsonArray); break;
                case 2: Spoil(entry["data_offsets"] as JsonArray); break;
                case 3: entry.Remove(Pick(["dtype", "shape", "data_offsets"])); break;
                case 4: entry[Pick(["dtype", "shape", "data_offsets", "extra"])] = JsonNode.Parse(Pick(["null", "{}", "[]", "\"x\"", "1.5", "[1,[2]]", "true"])); break;
            }
        }

        return Assemble(header.ToJsonString(), dataLength);
    }

    private void Spoil(JsonArray? numbers)
    {
        if (numbers is not { Count: > 0 } || _random.Next(4) == 0)
            numbers?.Add(Pick(s_numbers));
        else if (_random.Next(4) == 0)
            numbers.RemoveAt(_random.Next(numbers.Count));
        else
            numbers[_random.Next(numbers.Count)] = Pick(s_numbers) + _random.Next(-1, 2);
    }

    private byte[] Assemble(string json, int dataLength)
    {
        var header = Encoding.UTF8.GetBytes(json.PadRight(json.Length + _random.Next(9)));
        var data = new byte[dataLength];
        _random.NextBytes(data);
        return [.. SafetensorsBytes.Length((ulong)header.Length), .. header, .. data];
    }

    private byte[] Damage(byte[] file)
    {
        if (file.Length == 0)
            return Noise();
        var at = _random.Next(_random.Next(2) == 0 ? file.Length : Math.Min(file.Length, 200));
        switch (_random.Next(7))
        {
            case 0: file[at] ^= (byte)(1 << _random.Next(8)); return file;
            case 1: file[at] = (byte)_random.Next(256); return file;
            case 2: return file[..at];
            case 3: return [.. file[..at], .. Encoding.UTF8.GetBytes(Pick(s_jsonPieces)), .. file[at..]];
            case 4: return [.. file[..at], .. file[Math.Min(file.Length, at + _random.Next(1, 9))..]];
            case 5: return Replaced(file);
            default:
                if (file.Length >= 8)
                    BinaryPrimitives.WriteInt64LittleEndian(file, _random.Next(2) == 0 ? Pick(s_numbers) : BinaryPrimitives.ReadInt64LittleEndian(file) + _random.Next(-9, 10));
                return file;
        }
    }

    /// <summary>A digit of the header becomes another number, and the header's length follows: the rest stays in order.</summary>
    private byte[] Replaced(byte[] file)
    {
        var digits = Enumerable.Range(0, file.Length).Skip(8).Where(i => char.IsAsciiDigit((char)file[i])).ToList();
        if (digits.Count == 0)
            return file;
        var at = Pick(digits);
        var number = Encoding.ASCII.GetBytes((Pick(s_numbers) + _random.Next(-2, 3)).ToString(CultureInfo.InvariantCulture));
        byte[] changed = [.. file[..at], .. number, .. file[(at + 1)..]];
        BinaryPrimitives.WriteInt64LittleEndian(changed, BinaryPrimitives.ReadInt64LittleEndian(file) + number.Length - 1);
        return changed;
    }

    private byte[] Noise()
    {
        var noise = new byte[_random.Next(200)];
        _random.NextBytes(noise);
        if (noise.Length > 8 && _random.Next(2) == 0)
            BinaryPrimitives.WriteInt64LittleEndian(noise, _random.Next(noise.Length));
        return noise;
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
