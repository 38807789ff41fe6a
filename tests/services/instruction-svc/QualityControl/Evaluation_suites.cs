using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.QualityControl.Checks;
using InstructEngine.InstructionService.Writing;
using InstructEngine.InstructionService.Writing.Rules;
using InstructEngine.Lexicons.Suites;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.QualityControl;

public sealed class Evaluation_suites
{
    private static readonly SuiteIndex Suite = new([new("mine.csv", ["A red colored car.", "Three cats sleeping on a blue sofa in the evening", "Dog"])]);

    [Theory]
    [InlineData("a red colored car")]
    [InlineData("A RED, colored car!")]
    [InlineData("dog")]
    [InlineData("in the rain, a red colored car on a bridge")]
    [InlineData("Three cats sleeping on a blue sofa in the evenings")]
    public void Are_found_word_for_word_within_a_sentence_or_nearly(string text) => Assert.Equal("mine.csv", Suite.Find(text)?.Suite);

    [Theory]
    [InlineData("a dog on a lawn")]
    [InlineData("a blue colored car")]
    [InlineData("a red colored carpet")]
    [InlineData("two dogs sleeping on a green sofa in the morning")]
    public void Let_other_texts_pass(string text) => Assert.Null(Suite.Find(text));

    [Fact]
    public async Task Refuse_a_triple_on_any_side()
    {
        var check = new SuiteCheck(Suite);
        foreach (var text in new TripleText[] { new("dog", "x", "y"), new("x", "a red colored car", "y"), new("x", "y", "a red colored car in fog") })
        {
            var rejection = await check.CheckAsync(new(Dimension.Aesthetics, null, text), default);
            Assert.Equal(RejectionKinds.Suite, rejection?.Kind);
            Assert.Contains("mine.csv", rejection?.Reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("suite.csv", "Prompts,Category\n\"A car, red\",Colors\nA dog,Animals\n")]
    [InlineData("suite.csv", "\uFEFFid,caption\n1,\"A car, red\"\n2,A dog")]
    [InlineData("suite.jsonl", "{\"prompt\":\"A car, red\"}\n\n\"A dog\"\n")]
    [InlineData("suite.txt", "A car, red\r\nA dog\n")]
    public void Are_read_from_files(string name, string text)
    {
        using var file = new TextFile(name, text);

        var suite = SuiteFile.Read(file.Path);
        Assert.Equal(name, suite.Name);
        Assert.Equal(["A car, red", "A dog"], suite.Prompts);
    }

    [Theory]
    [InlineData("suite.csv", "a,b\n1,2\n", "no column of prompts")]
    [InlineData("suite.csv", "prompt\n", "holds no prompt")]
    [InlineData("suite.jsonl", "{\"x\":1}", "line 1")]
    [InlineData("suite.jsonl", "\"A dog\"\n{", "line 2")]
    public void That_cannot_be_read_are_named(string name, string text, string message)
    {
        using var file = new TextFile(name, text);

        var fault = Assert.Throws<InvalidDataException>(() => SuiteFile.Read(file.Path));
        Assert.Contains(file.Path, fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DrawBench_is_in_no_written_triple()
    {
        var file = GoldenFolder.Require("drawbench", "drawbench.csv");
        var suite = new SuiteIndex([SuiteFile.Read(file)]);
        var writer = new InstructionWriter(Qualities.With(suites: file));

        Assert.InRange(suite.Count, 190, 200);
        foreach (var leaf in LexiconLeaves.All.Where((_, i) => i % 20 == 0))
        {
            Assert.All(await writer.WriteAsync("run-1", leaf, Specs.Demo with { Instructions = Specs.Instructions with { TriplesPerLeaf = 30 } }, default), triple =>
                Assert.Null(suite.Find(triple.Created!.Preferred) ?? suite.Find(triple.Created.Dispreferred) ?? suite.Find(triple.Created.Base)));
        }
    }
}
