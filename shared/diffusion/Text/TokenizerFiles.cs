using System.Text;
using System.Text.Json;

namespace InstructEngine.Diffusion.Text;

/// <summary>Reads a tokenizer's files; whatever is wrong with one is said with its name.</summary>
internal static class TokenizerFiles
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Dictionary<string, int> ReadVocabulary(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, int>>(ReadText(file))
                ?? throw new InvalidDataException($"{file}: holds null; an object of tokens and their ids is needed.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file}: not an object of tokens and their ids: {e.Message}", e);
        }
    }

    public static string[] ReadLines(string file) => ReadText(file).ReplaceLineEndings("\n").Split('\n');

    /// <summary>The file's members, or none when there is no such file.</summary>
    public static Dictionary<string, JsonElement> ReadOptionalObject(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(ReadText(file)) ?? [];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file}: not a JSON object: {e.Message}", e);
        }
    }

    private static string ReadText(string file)
    {
        try
        {
            return Strict.GetString(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"{file}: missing; a CLIP tokenizer needs vocab.json and merges.txt.", e);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"{file}: not UTF-8 text.", e);
        }
    }
}
