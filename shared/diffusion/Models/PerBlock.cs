using System.Text.Json;
using System.Text.Json.Serialization;

namespace InstructEngine.Diffusion.Models;

/// <summary>A number for every block of a model: the same one, or one each. In JSON a number or an array of numbers.</summary>
[JsonConverter(typeof(Converter))]
public sealed class PerBlock : IEquatable<PerBlock>
{
    private readonly int[] _values;
    private readonly bool _same;

    public PerBlock(int value) => (_values, _same) = ([value], true);

    public PerBlock(IEnumerable<int> values) => _values = [.. values];

    /// <summary>How many numbers there are, or null where one stands for all.</summary>
    public int? Count => _same ? null : _values.Length;

    public int this[int block] => _same ? _values[0] : _values[block];

    public static implicit operator PerBlock(int value) => new(value);

    public static PerBlock FromInt32(int value) => new(value);

    public bool Equals(PerBlock? other) => other is not null && _same == other._same && _values.AsSpan().SequenceEqual(other._values);

    public override bool Equals(object? obj) => Equals(obj as PerBlock);

    public override int GetHashCode() => _values.Aggregate(_same ? 1 : 0, HashCode.Combine);

    public override string ToString() => _same ? $"{_values[0]}" : $"[{string.Join(", ", _values)}]";

    private sealed class Converter : JsonConverter<PerBlock>
    {
        public override PerBlock Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.Number => new(Number(ref reader)),
                JsonTokenType.StartArray => new(Numbers(ref reader)),
                _ => throw new JsonException("A whole number or an array of them is wanted."),
            };

        private static List<int> Numbers(ref Utf8JsonReader reader)
        {
            var numbers = new List<int>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                numbers.Add(Number(ref reader));
            return numbers;
        }

        private static int Number(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number)
            ? number
            : throw new JsonException("A whole number is wanted.");

        public override void Write(Utf8JsonWriter writer, PerBlock value, JsonSerializerOptions options)
        {
            if (value._same)
                writer.WriteNumberValue(value._values[0]);
            else
                JsonSerializer.Serialize(writer, value._values, options);
        }
    }
}
