using InstructEngine.Diffusion.Pipelines;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Suites;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Evaluation;

public class A_model_draws_the_same_from_many_threads
{
    [Fact]
    public async Task As_it_does_from_one()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.PathOf("model");
        TinyModel.Write(folder, seed: 3);
        var opened = 0;
        using var model = new PipelineModel(() =>
        {
            Interlocked.Increment(ref opened);
            return TextToImagePipeline.FromPretrained(folder);
        });
        var batches = EvaluationPlan.Batches(new EvaluationSetting(EvaluatedModel.Base, 2), EvaluationPlan.Images(new DemoSuite().Take(96), 1, runSeed: 1)).ToArray();

        var alone = batches.Select(batch => Pixels(model, batch)).ToArray();
        using var start = new Barrier(batches.Length);
        var together = await Task.WhenAll(batches.Select(batch => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Pixels(model, batch);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal(alone, together);
        Assert.Equal(6, alone.Distinct().Count());
        Assert.True(opened > 1, "Nothing was drawn at the same time.");
    }

    private static string Pixels(PipelineModel model, PlannedBatch batch) =>
        string.Concat(model.Draw(batch.Images, batch.Setting.GuidanceScale, steps: 2).Select(image => Convert.ToHexString(image.Rgb.Span)));
}
