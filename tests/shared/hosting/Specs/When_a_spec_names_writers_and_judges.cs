using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Specs;
using InstructEngine.Storage;

namespace InstructEngine.Shared.Tests.Hosting.Specs;

public sealed class When_a_spec_names_writers_and_judges
{
    [Fact]
    public void They_are_read_and_come_back_from_a_store()
    {
        var spec = Read("""{"writer": "language-model", "referees": ["a", "b"], "moderation": "judge"}""").Instructions;

        Assert.Equal(("language-model", "judge"), (spec.Writer, spec.Moderation));
        Assert.Equal(["a", "b"], spec.Referees);
        Assert.Equal(spec.Referees, JsonSerializer.Deserialize<InstructionSpec>(JsonSerializer.Serialize(spec, StorageJson.Options), StorageJson.Options)!.Referees);
    }

    [Fact]
    public void Without_them_nothing_is_written_and_the_run_is_the_one_it_was()
    {
        var json = JsonSerializer.Serialize(RunSpecReader.Demo().Instructions, StorageJson.Options);

        Assert.DoesNotContain("writer", json, StringComparison.Ordinal);
        Assert.DoesNotContain("referees", json, StringComparison.Ordinal);
        Assert.DoesNotContain("moderation", json, StringComparison.Ordinal);
        Assert.Equal(RunIds.For(RunSpecReader.Demo(), null), RunIds.For(Read("""{"writer": null, "referees": null, "moderation": null}"""), null));
    }

    [Theory]
    [InlineData("""{"writer": "gpt"}""", "instructions.writer", "one of rules, language-model")]
    [InlineData("""{"writer": 3}""", "instructions.writer", "a text in quotes")]
    [InlineData("""{"referees": "a"}""", "instructions.referees", "a list of texts")]
    [InlineData("""{"referees": []}""", "instructions.referees", "1 to 15 names of models, each once")]
    [InlineData("""{"referees": ["a", "a"]}""", "instructions.referees", "1 to 15 names of models, each once")]
    [InlineData("""{"referees": ["a", ""]}""", "instructions.referees", "1 to 15 names of models, each once")]
    [InlineData("""{"moderation": ""}""", "instructions.moderation", "the name of a moderation model")]
    public void What_cannot_be_is_refused(string instructions, string path, string expected)
    {
        var fault = Assert.Throws<SpecException>(() => Read(instructions));

        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    private static RunSpec Read(string instructions) => RunSpecReader.Parse($$"""{"instructions": {{instructions}}}""", "my.json");
}
