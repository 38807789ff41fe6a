using System.Text.Json;

namespace InstructEngine.Diffusion.Text;

/// <param name="Added">Tokens that only <c>tokenizer_config.json</c> may have, with their ids.</param>
internal sealed record SpecialTokens(string Bos, string Eos, string Pad, int ModelMaxLength, IReadOnlyDictionary<string, int> Added)
{
    private const int ClipLength = 77;
    private const int LongestSensible = 1_000_000;

    /// <summary><c>special_tokens_map.json</c> goes before <c>tokenizer_config.json</c>, as in transformers.</summary>
    public static SpecialTokens Read(TokenizerFiles files)
    {
        var (configFile, mapFile) = (files.PathOf(TokenizerFiles.Config), files.PathOf(TokenizerFiles.SpecialTokensMap));
        var config = files.ReadOptionalObject(TokenizerFiles.Config);
        var map = files.ReadOptionalObject(TokenizerFiles.SpecialTokensMap);
        var eos = Token("eos_token", "<|endoftext|>");
        return new SpecialTokens(Token("bos_token", "<|startoftext|>"), eos, Token("pad_token", eos), Length(), AddedTokens.Read(config, configFile));

        string Token(string name, string otherwise)
        {
            var file = map.ContainsKey(name) ? mapFile : configFile;
            if (!map.TryGetValue(name, out var value) && !config.TryGetValue(name, out value))
            {
                return otherwise;
            }

            var content = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("content", out var inner) ? inner : value;
            return content.ValueKind switch
            {
                JsonValueKind.Null => otherwise,
                JsonValueKind.String when content.GetString()!.Length > 0 => content.GetString()!,
                _ => throw new InvalidDataException($"{file}: {name} is {value.GetRawText()}; a token, or an object with its content, is needed."),
            };
        }

        // Without a length transformers writes 1e30, meaning "unknown".
        int Length()
        {
            if (!config.TryGetValue("model_max_length", out var value) || value.ValueKind == JsonValueKind.Null)
            {
                return ClipLength;
            }

            var length = value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;
            return length switch
            {
                > LongestSensible => ClipLength,
                >= 2 => (int)length,
                _ => throw new InvalidDataException($"{configFile}: model_max_length is {value.GetRawText()}; a number of at least 2 is needed."),
            };
        }
    }
}
