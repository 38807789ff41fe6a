using InstructEngine.Hosting;
using InstructEngine.Hosting.Specs;
using Xunit;

namespace InstructEngine.Cli.Tests.Remote;

public class Submit_asks_a_server_for_a_run
{
    [Fact]
    public async Task It_sends_spec_seed_and_prompts_and_prints_the_id_alone()
    {
        using var folder = new TestFolder();
        var runs = new FakeRuns();
        await using var server = await FakeServer.StartAsync(runs);
        var spec = folder.Write("spec.json", """{ "name": "mine", "training": { "steps": 7 } }""");
        var prompts = folder.Write("prompts.txt", "two red rings\n");

        var submit = await CommandLine.RunAsync("submit", "--server", server.Url, "--spec", spec, "--prompts", prompts, "--seed", "5");

        Assert.Equal((ExitCodes.Ok, "run-7\n"), (submit.ExitCode, submit.Output));
        var sent = RunSpecReader.Parse(runs.Submitted!.SpecJson, "sent");
        Assert.Equal(("mine", 7, 5L), (sent.Name, sent.Training.Steps, sent.Seed));
        Assert.Equal("two red rings\n", runs.Submitted.Corpus.ToStringUtf8());
        Assert.Equal("prompts.txt", runs.Submitted.CorpusName);
    }

    [Fact]
    public async Task It_sends_the_file_of_the_evaluation_s_prompts_with_it()
    {
        using var folder = new TestFolder();
        var runs = new FakeRuns();
        await using var server = await FakeServer.StartAsync(runs);
        folder.Write("suite.csv", "Prompts,Category\na red ring,colours\n");
        var spec = folder.Write("spec.json", """{ "evaluation": { "suite": "file", "suiteFile": "suite.csv" } }""");

        var submit = await CommandLine.RunAsync("submit", "--server", server.Url, "--spec", spec);

        Assert.Equal(ExitCodes.Ok, submit.ExitCode);
        Assert.Contains("a red ring", runs.Submitted!.Suite.ToStringUtf8(), StringComparison.Ordinal);
        Assert.StartsWith("sha256:", RunSpecReader.Parse(runs.Submitted.SpecJson, "sent").Evaluation.SuiteFile, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_prompts_it_sends_none()
    {
        var runs = new FakeRuns();
        await using var server = await FakeServer.StartAsync(runs);

        await CommandLine.RunAsync("submit", "--server", server.Url);

        Assert.False(runs.Submitted!.HasCorpus);
        Assert.Equal("demo", RunSpecReader.Parse(runs.Submitted.SpecJson, "sent").Name);
    }
}
