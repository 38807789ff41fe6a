namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_an_index_is_malformed
{
    [Theory]
    [InlineData("", null, "not valid JSON")]
    [InlineData("{\"weight_map\": {", null, "not valid JSON")]
    [InlineData("{\"weight_map\": {\"a\": NaN}}", null, "not valid JSON")]
    [InlineData("[]", null, "not a JSON object")]
    [InlineData("{}", null, "weight_map")]
    [InlineData("{\"weight_map\": []}", null, "weight_map")]
    [InlineData("{\"weight_map\": {\"a\": 5}}", "a", "Number")]
    [InlineData("{\"weight_map\": {\"a\": \"x\", \"a\": \"x\"}}", null, "a key twice")]
    [InlineData("{\"weight_map\": {\"a\": \"\\ud800\"}}", null, "Unicode")]
    public void It_is_refused(string json, string? key, string words)
    {
        using var folder = new ShardedFolder();
        folder.IndexText(json);
        folder.IsRefused(key, words);
    }
}
