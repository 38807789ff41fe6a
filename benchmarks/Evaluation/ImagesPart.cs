using System.Diagnostics;
using InstructEngine.Diffusion.Images;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Suites;
using InstructEngine.Hosting.Models;
using InstructEngine.Hosting.Specs;
using InstructEngine.Scoring;
using InstructEngine.Storage;

namespace InstructEngine.Benchmarks.Evaluation;

/// <summary>Draws the demo's suite in batches, as many side by side as there are processors, and scores what was drawn with the exact checker.</summary>
internal sealed class ImagesPart(string folder, int images, int rounds)
{
    public async Task RunAsync(TextWriter output, CancellationToken stop)
    {
        var evaluation = RunSpecReader.Demo().Evaluation;
        var (steps, guidance) = (evaluation.Steps, evaluation.GuidanceScales[0]);
        var blobs = StorageFactory.CreateBlobStore(new StorageOptions { BlobFolder = Path.Combine(Path.GetTempPath(), "instructengine-no-blobs") });
        using var model = await new PipelineModels(new ModelRoot(Directory.GetCurrentDirectory()), blobs).LoadAsync(new ModelSource(Path.GetFullPath(folder)), stop);
        var scorer = ImageScorers.Load(ImageScorers.Demo);
        var planned = EvaluationPlan.Images(new DemoSuite().Take(images), 1, runSeed: 1);
        var batches = EvaluationPlan.Batches(new EvaluationSetting(EvaluatedModel.Base, guidance), planned).ToArray();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop };

        output.WriteLine(FormattableString.Invariant(
            $"{folder}, {images} images of 32 × 32 in batches of {EvaluationPlan.BatchSize}, {steps} steps, guidance {guidance}, {parallel.MaxDegreeOfParallelism} side by side\n"));
        output.WriteLine("| round | drawn, images/s | scored, images/s |\n|---|---|---|");
        var speeds = new List<(double Drawn, double Scored)>();
        for (var round = 0; round <= rounds; round++)
        {
            var pictures = new IReadOnlyList<RgbImage>[batches.Length];
            var drawn = Speed(() => Parallel.For(0, batches.Length, parallel, i => pictures[i] = model.Draw(batches[i].Images, guidance, steps)));
            var scored = Speed(() => Parallel.For(0, batches.Length, parallel, i =>
                scorer.Score([.. batches[i].Images.Zip(pictures[i], (image, picture) => new ScoredImage(image.Prompt.Text, picture))])));

            // The first round loads the model and is the compiler's.
            if (round == 0)
                continue;

            speeds.Add((drawn, scored));
            output.WriteLine(FormattableString.Invariant($"| {round} | {drawn:F1} | {scored:F0} |"));
        }

        output.WriteLine(FormattableString.Invariant($"| median | {Statistics.Median(speeds.Select(s => s.Drawn)):F1} | {Statistics.Median(speeds.Select(s => s.Scored)):F0} |"));
    }

    private double Speed(Action work)
    {
        var began = Stopwatch.GetTimestamp();
        work();
        return images / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
