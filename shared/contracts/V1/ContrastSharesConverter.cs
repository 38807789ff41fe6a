using System.Text.Json;
using System.Text.Json.Serialization;

namespace InstructEngine.Contracts.V1;

/// <summary>A grade's name, or the three shares. What is the same is written the same, as a run's id follows from it.</summary>
internal sealed class ContrastSharesConverter : JsonConverter<ContrastShares>
{
    public override ContrastShares Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return ContrastShares.Only(reader.GetString()) ?? throw new JsonException($"'{reader.GetString()}' is none of {string.Join(", ", ContrastShares.Grades)}.");

        var shares = JsonSerializer.Deserialize<Dictionary<string, double>>(ref reader, options) ?? throw new JsonException("null is no contrast.");
        if (shares.Keys.FirstOrDefault(key => !ContrastShares.Grades.Contains(key)) is { } unknown)
            throw new JsonException($"'{unknown}' is none of {string.Join(", ", ContrastShares.Grades)}.");

        return new(shares.GetValueOrDefault("easy"), shares.GetValueOrDefault("medium"), shares.GetValueOrDefault("subtle"));
    }

    public override void Write(Utf8JsonWriter writer, ContrastShares value, JsonSerializerOptions options)
    {
        double[] shares = [value.Easy, value.Medium, value.Subtle];
        if (shares.Count(share => share > 0) == 1)
        {
            writer.WriteStringValue(ContrastShares.Grades[Array.FindIndex(shares, share => share > 0)]);
            return;
        }

        writer.WriteStartObject();
        for (var i = 0; i < shares.Length; i++)
            writer.WriteNumber(ContrastShares.Grades[i], shares[i]);
        writer.WriteEndObject();
    }
}
