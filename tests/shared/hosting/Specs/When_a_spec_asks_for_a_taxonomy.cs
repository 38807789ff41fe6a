using System.Text.Json;
using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Specs;
using InstructEngine.Storage;

namespace InstructEngine.Shared.Tests.Hosting.Specs;

public class When_a_spec_asks_for_a_taxonomy
{
    [Fact]
    public void What_it_leaves_out_is_not_written_so_that_earlier_specs_keep_their_runs()
    {
        var json = JsonSerializer.Serialize(RunSpecReader.Demo(), StorageJson.Options);

        foreach (var key in new[] { "writer", "review", "import", "language" })
            Assert.DoesNotContain($"\"{key}\"", json, StringComparison.Ordinal);
        Assert.NotEqual(
            RunIds.For(RunSpecReader.Demo(), null), RunIds.For(RunSpecReader.Parse("""{"taxonomy": {"review": true}}""", "spec"), null));
    }

    [Theory]
    [InlineData("""{"taxonomy": {"lexicon": "default", "writer": "language-model", "review": true}}""")]
    [InlineData("""{"taxonomy": {"lexicon": "none", "import": "mine.yaml"}}""")]
    [InlineData("""{"taxonomy": {"lexicon": "none", "writer": "language-model"}}""")]
    [InlineData("""{"taxonomy": {"writer": null, "import": null}, "corpus": {"language": "en"}}""")]
    public void Its_optional_keys_are_read(string spec) => Assert.Empty(RunSpecValidator.Check(RunSpecReader.Parse(spec, "spec")));

    [Theory]
    [InlineData("""{"taxonomy": {"writer": "me"}}""", "taxonomy.writer is \"me\": expected one of rules, language-model")]
    [InlineData("""{"taxonomy": {"lexicon": "latin"}}""", "taxonomy.lexicon is \"latin\": expected one of demo, default, none")]
    [InlineData("""{"taxonomy": {"review": "yes"}}""", "taxonomy.review is \"yes\": expected \"required\", true or false")]
    [InlineData("""{"taxonomy": {"import": ""}}""", "taxonomy.import is \"\": expected a taxonomy file")]
    [InlineData("""{"taxonomy": {"lexicon": "none"}}""", "nobody would write a taxonomy")]
    [InlineData("""{"corpus": {"language": "xx"}}""", "corpus.language is \"xx\": expected one of en, de")]
    public void What_is_wrong_is_named(string spec, string expected) =>
        Assert.Contains(expected, Assert.Throws<SpecException>(() => RunSpecReader.Parse(spec, "spec")).Message, StringComparison.Ordinal);
}
