using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.QualityControl.Checks;
using InstructEngine.InstructionService.QualityControl.Length;
using InstructEngine.InstructionService.Writing.Rules;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.QualityControl;

public sealed class Lengths
{
    [Fact]
    public void Are_counted_by_the_tokenizer_of_the_runs_models()
    {
        var models = Path.GetDirectoryName(GoldenFolder.RequireModel("small-sd15"))!;
        var counters = Qualities.Tokens(models).Of(SpecOf("small-sd15"));

        var counter = Assert.Single(counters);
        Assert.Equal("the tokenizer of small-sd15", counter.Source);
        Assert.Equal(77, counter.Limit);
    }

    [Fact]
    public void Of_single_words_add_up_to_that_of_the_text()
    {
        var counter = new ClipTokenCounter(InstructEngine.Diffusion.Text.ClipTokenizer.FromPretrained(GoldenFolder.Require("clip-tokenizer")), "CLIP");
        var tokenizer = InstructEngine.Diffusion.Text.ClipTokenizer.FromPretrained(GoldenFolder.Require("clip-tokenizer"));

        foreach (var text in new[] { "a photo of a cat", "a well-framed picture of a café, in crisp focus", "it's 3 o'clock", "a  b", "rock&amp;roll", "naïve", "" })
            Assert.Equal(tokenizer.Tokenize(text).Count + 2, counter.Count(text));
    }

    [Fact]
    public async Task That_the_text_encoder_would_cut_are_refused()
    {
        var check = new LengthCheck([new EstimatedTokenCounter()]);
        var fits = string.Join(' ', Enumerable.Repeat("cat", 75));

        Assert.Null(await check.CheckAsync(Draft("a cat", fits, "a dog"), default));
        var rejection = await check.CheckAsync(Draft("a cat", "a cat", fits + " and"), default);
        Assert.Equal(RejectionKinds.Length, rejection?.Kind);
        Assert.Contains("dispreferred instruction has 78 tokens by an estimate", rejection?.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("cat", 3)]
    [InlineData("cats, dogs", 7)]
    [InlineData("12", 4)]
    [InlineData("é", 4)]
    public void Are_estimated_where_there_is_no_tokenizer(string text, int tokens) => Assert.Equal(tokens, new EstimatedTokenCounter().Count(text));

    [Theory]
    [InlineData("no-such-model")]
    [InlineData("../outside")]
    public void Without_a_tokenizer_are_said_to_be_an_estimate(string model) =>
        Assert.Contains("estimate", Assert.Single(Qualities.Tokens("no-such-folder").Of(SpecOf(model))).Source, StringComparison.Ordinal);

    [Fact]
    public void Of_a_run_that_ends_with_its_instructions_are_not_counted_by_a_tokenizer_of_a_small_world()
    {
        var models = Path.GetDirectoryName(GoldenFolder.RequireModel("small-sd15"))!;
        var counters = Qualities.Tokens(models).Of(SpecOf("small-sd15") with { Until = "instructions" });

        Assert.IsType<EstimatedTokenCounter>(Assert.Single(counters));
    }

    [Fact]
    public async Task Are_never_estimated_below_what_CLIP_counts_for_a_written_instruction()
    {
        var clip = new ClipTokenCounter(InstructEngine.Diffusion.Text.ClipTokenizer.FromPretrained(GoldenFolder.Require("clip-tokenizer")), "CLIP");
        var estimate = new EstimatedTokenCounter();
        var writer = new InstructEngine.InstructionService.Writing.InstructionWriter(Qualities.Default);
        foreach (var leaf in LexiconLeaves.All.Where((_, i) => i % 20 == 3))
        {
            Assert.All(await writer.WriteAsync("run-1", leaf, Specs.Demo with { Instructions = Specs.Instructions with { TriplesPerLeaf = 20 } }, default), triple =>
                Assert.InRange(clip.Count(triple.Created!.Dispreferred), 1, estimate.Count(triple.Created.Dispreferred)));
        }
    }

    [Fact]
    public void A_damaged_tokenizer_fails_the_run_and_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("instructengine-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "broken", "tokenizer"));

        var fault = Assert.Throws<RunFailureException>(() => Qualities.Tokens(folder.FullName).Of(SpecOf("broken")));
        Assert.Contains("vocab.json", fault.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static TripleDraft Draft(string @base, string preferred, string dispreferred) => new(Dimension.Aesthetics, null, new(@base, preferred, dispreferred));

    private static RunSpec SpecOf(string model) => Specs.Demo with { Rendering = Specs.Demo.Rendering with { Model = model }, Training = Specs.Demo.Training with { Model = model } };
}
