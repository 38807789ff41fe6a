using InstructEngine.Diffusion.Text;

namespace InstructEngine.Shared.Tests.Diffusion.Text;

/// <summary>What releases of transformers wrote over the years reads the same.</summary>
public sealed class A_tokenizers_files_may_differ : IDisposable
{
    private readonly TinyTokenizer _files = new();

    [Theory]
    [InlineData("#version: 0.2\nc a\nca t</w>\n")]
    [InlineData("#version: 0.2 - Trained by a tool\r\nc a\r\nca t</w>")]
    [InlineData("c a\nca t</w>\n\n")]
    public void Merges_have_a_version_line_or_none(string merges)
    {
        _files.Write("merges.txt", merges);
        Assert.Equal([7L, 6, 3, 9], Read().Tokenize("cat cac x"));
    }

    [Theory]
    [InlineData("{ \"model_max_length\": 77 }", 77)]
    [InlineData("{ \"model_max_length\": 6.0 }", 6)]
    [InlineData("{ \"model_max_length\": 1000000000000000019884624838656 }", 77)]
    [InlineData("{ \"model_max_length\": 1e30 }", 77)]
    [InlineData("{ \"model_max_length\": null }", 77)]
    [InlineData("{}", 77)]
    public void A_length_is_a_number_or_unknown(string config, int length)
    {
        _files.Write("tokenizer_config.json", config);
        Assert.Equal(length, Read().Encode("cat").InputIds.Count);
    }

    [Theory]
    [InlineData("{ \"pad_token\": \"c\" }")]
    [InlineData("{ \"pad_token\": { \"content\": \"c\", \"lstrip\": false, \"normalized\": true, \"rstrip\": false, \"single_word\": false } }")]
    [InlineData("{ \"pad_token\": { \"__type\": \"AddedToken\", \"content\": \"c\" }, \"bos_token\": { \"content\": \"<|startoftext|>\" }, \"eos_token\": \"<|endoftext|>\" }")]
    public void Special_tokens_are_strings_or_objects(string map)
    {
        _files.Write("special_tokens_map.json", map);
        Assert.Equal([8L, 4, 9, 0, 0, 0], Read().Encode("a").InputIds);
        _files.Delete("special_tokens_map.json");
        _files.Write("tokenizer_config.json", map.Insert(map.LastIndexOf('}'), ", \"model_max_length\": 6"));
        Assert.Equal([8L, 4, 9, 0, 0, 0], Read().Encode("a").InputIds);
    }

    [Fact]
    public void The_map_goes_before_the_configuration()
    {
        _files.Write("special_tokens_map.json", "{ \"pad_token\": \"c\" }");
        _files.Write("tokenizer_config.json", "{ \"pad_token\": \"a\", \"model_max_length\": 6 }");
        Assert.Equal(0, Read().PadTokenId);
    }

    [Fact]
    public void Tokens_may_be_added_in_the_configuration()
    {
        _files.Write("tokenizer_config.json", """
            {
              "model_max_length": 6,
              "added_tokens_decoder": {
                "8": { "content": "<|startoftext|>", "special": true },
                "9": { "content": "<|endoftext|>", "special": true },
                "10": { "content": "[PAD]", "special": true },
                "11": { "content": "<Dog>", "special": false }
              },
              "pad_token": "[PAD]"
            }
            """);
        Assert.Equal([8L, 7, 11, 7, 9, 10], Read().Encode("cat<Dog> cat").InputIds);
        Assert.Equal(12, Read().VocabSize);
    }

    public void Dispose() => _files.Dispose();

    private ClipTokenizer Read() => ClipTokenizer.FromPretrained(_files.Folder);
}
