using InstructEngine.Diffusion.Text;

namespace InstructEngine.Shared.Tests.Diffusion.Text;

public sealed class When_a_tokenizer_file_is_missing_or_damaged : IDisposable
{
    private readonly TinyTokenizer _files = new();

    [Theory]
    [InlineData("vocab.json")]
    [InlineData("merges.txt")]
    public void A_missing_file_is_named(string file)
    {
        _files.Delete(file);
        Assert.Contains(file, Fault().Message);
    }

    [Theory]
    [InlineData("vocab.json", "{ \"a\": ")]
    [InlineData("vocab.json", "{ \"a\": \"b\" }")]
    [InlineData("vocab.json", "null")]
    [InlineData("vocab.json", "{ \"c\": 1, \"a\": 2, \"ca\": 3, \"t</w>\": 4, \"cat</w>\": 5 }")]
    [InlineData("merges.txt", "#version: 0.2\nc a t\n")]
    [InlineData("tokenizer_config.json", "[]")]
    [InlineData("tokenizer_config.json", "{ \"model_max_length\": -1 }")]
    [InlineData("tokenizer_config.json", "{ \"model_max_length\": -2000000000 }")]
    [InlineData("tokenizer_config.json", "{ \"model_max_length\": \"77\" }")]
    [InlineData("special_tokens_map.json", "{ \"pad_token\": 3 }")]
    [InlineData("special_tokens_map.json", "{ \"pad_token\": { \"lstrip\": false } }")]
    [InlineData("vocab.json", "{}")]
    [InlineData("vocab.json", "{ \"c\": 1, \"a\": 1, \"ca\": 3, \"t</w>\": 4, \"cat</w>\": 5, \"<|startoftext|>\": 6, \"<|endoftext|>\": 7 }")]
    [InlineData("vocab.json", "[]")]
    [InlineData("vocab.json", "{ \"c\": -1, \"a\": 2, \"ca\": 3, \"t</w>\": 4, \"cat</w>\": 5, \"<|startoftext|>\": 6, \"<|endoftext|>\": 7 }")]
    [InlineData("merges.txt", "#version: 0.2\nca\n")]
    [InlineData("tokenizer_config.json", "{ \"added_tokens_decoder\": [] }")]
    [InlineData("tokenizer_config.json", "{ \"added_tokens_decoder\": { \"ten\": { \"content\": \"<dog>\" } } }")]
    [InlineData("tokenizer_config.json", "{ \"added_tokens_decoder\": { \"10\": \"<dog>\" } }")]
    [InlineData("tokenizer_config.json", "{ \"added_tokens_decoder\": { \"10\": { \"content\": \"\" } } }")]
    [InlineData("tokenizer_config.json", "{ \"added_tokens_decoder\": { \"3\": { \"content\": \"<|endoftext|>\" } } }")]
    public void A_damaged_file_is_named(string file, string content)
    {
        _files.Write(file, content);
        Assert.Contains(file, Fault().Message);
    }

    [Fact]
    public void A_merge_that_the_vocabulary_lacks_is_named_with_its_line()
    {
        _files.Write("merges.txt", "#version: 0.2\nc a\nt a\n");
        Assert.Contains("line 3: 'ta'", Fault().Message);
    }

    [Fact]
    public void A_binary_file_is_named()
    {
        File.WriteAllBytes(Path.Combine(_files.Folder, "merges.txt"), [0xff, 0xfe, 0xc3, 0x28]);
        Assert.Contains("merges.txt", Fault().Message);
    }

    public void Dispose() => _files.Dispose();

    private InvalidDataException Fault() => Assert.Throws<InvalidDataException>(() => ClipTokenizer.FromPretrained(_files.Folder));
}
