using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Specs;
using InstructEngine.Storage;

namespace InstructEngine.Shared.Tests.Hosting.Specs;

public sealed class When_a_spec_is_read
{
    [Fact]
    public void What_it_leaves_out_is_as_in_the_demo_spec()
    {
        var spec = RunSpecReader.Parse("""{ /* mine */ "name": "Cats", "training": { "steps": 10, }, }""", "my.json");

        var demo = RunSpecReader.Demo();
        Assert.Equal("Cats", spec.Name);
        Assert.Equal(demo.Training with { Steps = 10 }, spec.Training);
        Assert.Equal(demo.Corpus, spec.Corpus);
        Assert.Equal([1.0, 2.0, 3.0, 4.0, 5.0], spec.Evaluation.GuidanceScales);
    }

    [Fact]
    public void A_key_that_the_demo_spec_leaves_out_may_be_given_and_changes_the_run_id()
    {
        var demo = RunSpecReader.Demo();
        var spec = RunSpecReader.Parse("""{"training":{"badPairs":"skip"}}""", "my.json");

        Assert.Equal(demo.Training with { BadPairs = "skip" }, spec.Training);
        Assert.NotEqual(RunIds.For(demo, null), RunIds.For(spec, null));
        Assert.Equal(RunIds.For(demo, null), RunIds.For(RunSpecReader.Parse("""{"training":{"badPairs":null}}""", "my.json"), null));
    }

    [Fact]
    public void It_may_say_what_is_trained_and_how()
    {
        var spec = RunSpecReader.Parse(
            """
            {"training":{"loraRank":16,"loraAlpha":8,"precision":"bfloat16","emaDecay":0.999,"gradientCheckpointing":true,"microBatchSize":2,"learningRateSchedule":"cosine"}}
            """,
            "my.json");
        var expected = RunSpecReader.Demo().Training with
        {
            LoraRank = 16,
            LoraAlpha = 8,
            Precision = "bfloat16",
            EmaDecay = 0.999,
            GradientCheckpointing = true,
            MicroBatchSize = 2,
            LearningRateSchedule = "cosine",
        };
        Assert.Equal(expected, spec.Training);
        Assert.Equal(RunIds.For(RunSpecReader.Demo(), null), RunIds.For(RunSpecReader.Parse("""{"training":{"loraRank":null,"gradientCheckpointing":null}}""", "my.json"), null));
    }

    [Fact]
    public void A_key_that_is_left_out_is_not_written() =>
        Assert.DoesNotContain("badPairs", JsonSerializer.Serialize(RunSpecReader.Demo(), StorageJson.Options), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Its_text_may_start_with_a_byte_order_mark() => Assert.Equal("x", RunSpecReader.Parse("\uFEFF{\"name\":\"x\"}", "my.json").Name);

    [Fact]
    public void The_demo_spec_is_what_the_documentation_says()
    {
        var demo = RunSpecReader.Demo();

        Assert.Equal(new CorpusSpec(400, 3, 500), demo.Corpus);
        Assert.Equal(new RenderingSpec("demo-renderer", 12, 2.0, 3, 0.1, 1), demo.Rendering);
        Assert.Equal(new TrainingSpec("demo-base", "cross-validation", 200, 1e-4, 200, 8, 10, 1, 0, 0, 0.1, 25), demo.Training);
    }

    [Theory]
    [InlineData("image-fixed")]
    [InlineData("both")]
    public void It_may_choose_the_comparisons_of_the_cross_validation_loss(string terms) => Assert.Equal(
        terms, RunSpecReader.Parse($$"""{ "training": { "terms": "{{terms}}" } }""", "my.json").Training.Terms);

    [Fact]
    public void It_may_choose_what_is_drawn_and_what_becomes_of_a_divergence()
    {
        var training = RunSpecReader.Parse(
            """{ "training": { "loss": "diffusion-dpo", "terms": "random-direction", "timestepRange": {"min": 200, "max": 800}, "referenceDraws": 4, "onDivergence": "rollback" } }""",
            "my.json").Training;

        Assert.Equal(("random-direction", new TimestepRange(200, 800), 4, "rollback"), (training.Terms, training.TimestepRange, training.ReferenceDraws, training.OnDivergence));
    }

    [Theory]
    [InlineData("diffusion-dpo")]
    [InlineData("sft")]
    [InlineData("sft-both")]
    public void It_may_choose_a_baseline(string loss) =>
        Assert.Equal(loss, RunSpecReader.Parse($$"""{ "training": { "loss": "{{loss}}" } }""", "my.json").Training.Loss);

    [Fact]
    public void One_stored_before_comparisons_could_be_chosen_has_none_chosen()
    {
        var stored = JsonSerializer.SerializeToNode(RunSpecReader.Demo(), StorageJson.Options)!.AsObject();
        stored["training"]!.AsObject().Remove("terms");

        var read = stored.Deserialize<RunSpec>(StorageJson.Options)!;

        Assert.Null(read.Training.Terms);
        Assert.Empty(RunSpecValidator.Check(read));
    }

    [Fact]
    public void The_same_spec_and_corpus_give_the_same_run_id_however_it_was_written()
    {
        var a = RunIds.For(RunSpecReader.Parse("""{"rendering":{"guidanceScale":2}}""", "a"), null);
        var b = RunIds.For(RunSpecReader.Parse("""{"rendering":{"guidanceScale":2.0}}""", "b"), null);

        Assert.Equal(a, b);
        Assert.Equal(32, a.Length);
        Assert.NotEqual(a, RunIds.For(RunSpecReader.Demo(), new string('a', 64)));
        Assert.NotEqual(a, RunIds.For(RunSpecReader.Demo() with { Seed = 2 }, null));
    }
}
