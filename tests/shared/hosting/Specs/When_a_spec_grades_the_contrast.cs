using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Specs;
using InstructEngine.Storage;

namespace InstructEngine.Shared.Tests.Hosting.Specs;

public sealed class When_a_spec_grades_the_contrast
{
    [Theory]
    [InlineData("\"easy\"", 1, 0, 0)]
    [InlineData("\"subtle\"", 0, 0, 1)]
    [InlineData("{\"easy\":1,\"medium\":2,\"subtle\":0.5}", 1, 2, 0.5)]
    [InlineData("{\"medium\":3}", 0, 3, 0)]
    public void It_names_one_grade_or_gives_shares(string text, double easy, double medium, double subtle) =>
        Assert.Equal(new ContrastShares(easy, medium, subtle), Read(text).Instructions.Contrast);

    [Fact]
    public void The_same_grade_gives_the_same_run_however_it_is_said()
    {
        Assert.Equal(RunIds.For(Read("\"medium\""), null), RunIds.For(Read("{\"medium\":1,\"easy\":0}"), null));
        Assert.NotEqual(RunIds.For(Read("\"medium\""), null), RunIds.For(Read("\"easy\""), null));
    }

    [Fact]
    public void Without_it_nothing_is_written_and_the_run_is_the_one_it_was()
    {
        Assert.DoesNotContain("contrast\"", JsonSerializer.Serialize(RunSpecReader.Demo(), StorageJson.Options), StringComparison.Ordinal);
        Assert.Equal(RunIds.For(RunSpecReader.Demo(), null), RunIds.For(Read("null"), null));
    }

    [Theory]
    [InlineData("\"easy\"")]
    [InlineData("{\"easy\":1,\"medium\":2,\"subtle\":0.5}")]
    public void It_comes_back_from_a_store_as_it_was(string text)
    {
        var spec = Read(text).Instructions;

        Assert.Equal(spec, JsonSerializer.Deserialize<InstructionSpec>(JsonSerializer.Serialize(spec, StorageJson.Options), StorageJson.Options));
    }

    [Theory]
    [InlineData("\"hard\"", "easy, medium or subtle")]
    [InlineData("1", "easy, medium or subtle")]
    [InlineData("{\"hard\":1}", "easy, medium or subtle")]
    [InlineData("{\"easy\":\"1\"}", "easy, medium or subtle")]
    [InlineData("{\"easy\":-1,\"subtle\":1}", "at least 0")]
    [InlineData("{\"easy\":0}", "at least one share above 0")]
    [InlineData("{}", "at least one share above 0")]
    public void What_cannot_be_is_refused(string text, string expected)
    {
        var fault = Assert.Throws<SpecException>(() => Read(text));
        Assert.Contains("instructions.contrast", fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    private static RunSpec Read(string contrast) => RunSpecReader.Parse($$$"""{"instructions":{"contrast":{{{contrast}}}}}""", "my.json");
}
