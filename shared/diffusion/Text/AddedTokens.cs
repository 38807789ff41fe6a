using System.Text.Json;

namespace InstructEngine.Diffusion.Text;

/// <summary><c>added_tokens_decoder</c> of <c>tokenizer_config.json</c>, as newer releases of transformers write it: ids and their tokens.</summary>
internal static class AddedTokens
{
    private const string Field = "added_tokens_decoder";

    /// <exception cref="InvalidDataException">The field has another form.</exception>
    public static IReadOnlyDictionary<string, int> Read(Dictionary<string, JsonElement> config, string file)
    {
        var tokens = new Dictionary<string, int>();
        if (!config.TryGetValue(Field, out var decoder) || decoder.ValueKind == JsonValueKind.Null)
            return tokens;
        if (decoder.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"{file}: {Field} is {decoder.GetRawText()}; an object of ids and their tokens is needed.");
        foreach (var entry in decoder.EnumerateObject())
        {
            var hasContent = entry.Value.ValueKind == JsonValueKind.Object
                && entry.Value.TryGetProperty("content", out var content)
                && content is { ValueKind: JsonValueKind.String } && content.GetString()!.Length > 0
                && tokens.TryAdd(content.GetString()!, int.TryParse(entry.Name, out var id) && id >= 0 ? id : throw Fault());
            if (!hasContent)
                throw Fault();

            InvalidDataException Fault() => new($"{file}: {Field} has \"{entry.Name}\": {entry.Value.GetRawText()}; an id and an object with the token's content are needed.");
        }

        return tokens;
    }
}
