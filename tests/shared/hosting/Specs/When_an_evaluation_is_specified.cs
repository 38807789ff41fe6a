using System.Text.Json;
using InstructEngine.Hosting.Specs;
using InstructEngine.Storage;

namespace InstructEngine.Shared.Tests.Hosting.Specs;

public sealed class When_an_evaluation_is_specified
{
    [Fact]
    public void Suites_scorers_and_epochs_are_read()
    {
        const string Json =
            """
            {"evaluation":{"suite":"file","suiteFile":"mine.csv","epochs":"all","overlap":"report",
              "scorers":[{"name":"clip-score","model":"clip-l","precision":"bfloat16"},{"name":"aesthetic","model":"aesthetic"}]}}
            """;

        var evaluation = RunSpecReader.Parse(Json, "spec.json").Evaluation;

        Assert.Equal(("file", "mine.csv", "all", "report"), (evaluation.Suite, evaluation.SuiteFile, evaluation.Epochs, evaluation.Overlap));
        Assert.Equal([("clip-score", "clip-l", "bfloat16"), ("aesthetic", "aesthetic", null)], evaluation.Scorers!.Select(scorer => (scorer.Name, scorer.Model!, scorer.Precision)));
    }

    [Fact]
    public void What_earlier_specs_say_is_written_as_before()
    {
        var written = JsonSerializer.Serialize(RunSpecReader.Demo().Evaluation, StorageJson.Options);

        Assert.Equal("""{"suite":"demo","prompts":256,"imagesPerPrompt":1,"steps":12,"guidanceScales":[1,2,3,4,5]}""", written);
    }

    [Fact]
    public void A_wrong_value_is_shown_as_a_spec_writes_it()
    {
        var fault = Assert.Throws<SpecException>(() => RunSpecReader.Parse("""{"evaluation":{"suite":"drawbench","scorers":[{"name":"demo"}]}}""", "spec.json"));

        Assert.Contains("""evaluation.scorers is [{"name":"demo"}]""", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"suite":"other"}""", "evaluation.suite")]
    [InlineData("""{"suite":"drawbench"}""", "evaluation.scorers")]
    [InlineData("""{"suite":"drawbench","scorers":[{"name":"demo"}]}""", "evaluation.scorers")]
    [InlineData("""{"suite":"file"}""", "evaluation.suiteFile")]
    [InlineData("""{"suiteFile":"mine.csv"}""", "evaluation.suiteFile")]
    [InlineData("""{"scorers":[]}""", "evaluation.scorers")]
    [InlineData("""{"scorers":[{"name":"clip-score"}]}""", "evaluation.scorers[0].model")]
    [InlineData("""{"scorers":[{"name":"clip-score","model":"../clip"}]}""", "evaluation.scorers[0].model")]
    [InlineData("""{"scorers":[{"name":"demo","model":"clip"}]}""", "evaluation.scorers[0].model")]
    [InlineData("""{"scorers":[{"name":"demo"},{"name":"demo"}]}""", "evaluation.scorers")]
    [InlineData("""{"scorers":[{"name":"fid","model":"x"}]}""", "evaluation.scorers[0].name")]
    [InlineData("""{"scorers":[{"name":"clip-score","model":"x","precision":"int8"}]}""", "evaluation.scorers[0].precision")]
    [InlineData("""{"epochs":"first"}""", "evaluation.epochs")]
    [InlineData("""{"overlap":"ignore"}""", "evaluation.overlap")]
    public void What_cannot_be_is_named(string evaluation, string path)
    {
        var fault = Assert.Throws<SpecException>(() => RunSpecReader.Parse($$"""{"evaluation":{{evaluation}}}""", "spec.json"));

        Assert.Contains(path + " is ", fault.Message, StringComparison.Ordinal);
    }
}
