using System.Diagnostics;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Losses;
using static TorchSharp.torch;

namespace InstructEngine.Benchmarks.Training;

/// <summary>An alignment of a model on noise pictures: a step's time hangs on sizes alone.</summary>
internal sealed class BenchmarkTraining : IDisposable
{
    private static readonly string[] Words = ["red", "blue", "green", "one", "two", "three", "circle", "square", "left", "right", "above", "below"];

    private readonly AlignmentModels _models;
    private readonly AlignmentData _data;
    private readonly Conditioning _conditioning;
    private readonly AlignmentPlan _plan;
    private readonly AlignmentTrainer _trainer;
    private readonly RgbImage[] _images;
    private readonly string[] _texts;

    /// <param name="parts">Micro-batches a step, computed side by side.</param>
    public BenchmarkTraining(string modelFolder, TrainingSpec spec, int pairs, int parts)
    {
        _models = AlignmentModels.Load(spec, modelFolder, seed: 1);
        var pipeline = _models.Pipeline;
        var random = new Random(1);
        _images = [.. Enumerable.Range(0, 2 * pairs).Select(_ => Noise(random, pipeline.DefaultSize))];
        _texts = [.. Enumerable.Range(0, 2 * pairs).Select(_ => string.Join(' ', random.GetItems(Words, 6)))];
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (context, pooled) = pipeline.EncodePrompts([string.Empty, .. _texts]);
        var latents = cat([.. _images.Chunk(16).Select(chunk => pipeline.EncodeImages(chunk))]);
        _conditioning = new Conditioning(
            context.DetachFromDisposeScope(), pipeline.IsXL ? pooled!.DetachFromDisposeScope() : null,
            pipeline.IsXL ? pipeline.TimeIds([SizeConditions.Of(pipeline.DefaultSize, pipeline.DefaultSize)]).DetachFromDisposeScope() : null);
        _data = new AlignmentData(
            latents.view([pairs, 2, .. latents.shape[1..]]).DetachFromDisposeScope(), arange(1, (2 * pairs) + 1, dtype: int64).view(pairs, 2).DetachFromDisposeScope());
        _plan = new AlignmentPlan(spec, 1, pairs, _models.Schedule.NumTrainTimesteps, parts);
        _trainer = new AlignmentTrainer(
            _models.Tuning, new DenoisingErrors(_models.Schedule, _conditioning), _data, PreferenceLosses.Create(spec.Loss, spec.Beta, spec.Terms), _plan);
    }

    /// <summary>Steps done.</summary>
    public int Steps { get; private set; }

    public StepTimes Times => _trainer.Times;

    /// <returns>Seconds.</returns>
    public double Step()
    {
        var began = Stopwatch.GetTimestamp();
        _trainer.Step(Steps++);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>As training goes that keeps nothing: the step's texts and pictures are encoded in the step.</summary>
    /// <returns>Seconds.</returns>
    public double StepWithoutCaches()
    {
        var began = Stopwatch.GetTimestamp();
        using (var batch = _plan.Batch(_data, Steps))
        using (var instructions = batch.Instructions.cpu())
        {
            // Row 0 is the empty caption; a pair's two instructions follow each other.
            var first = instructions.data<long>().Where((_, i) => i % 2 == 0).Select(row => (int)(row - 1)).Distinct().ToArray();
            Parallel.ForEach(first.Chunk(Math.Max(1, (first.Length + _plan.Parts - 1) / _plan.Parts)), Encode);
        }

        var encoded = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return encoded + Step();
    }

    private void Encode(int[] firstOfPair)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var both = firstOfPair.SelectMany(index => new[] { index, index + 1 }).ToArray();
        var rows = tensor([.. both.Select(index => (long)index)]);
        var (context, pooled) = _models.Pipeline.EncodePrompts([.. both.Select(index => _texts[index])]);
        _conditioning.HiddenStates.index_copy_(0, rows + 1, context);
        _conditioning.TextEmbeds?.index_copy_(0, rows + 1, pooled!);
        _data.Latents.view([-1, .. _data.Latents.shape[2..]]).index_copy_(0, rows, _models.Pipeline.EncodeImages([.. both.Select(index => _images[index])]));
    }

    private static RgbImage Noise(Random random, int size)
    {
        var pixels = new byte[size * size * RgbImage.Channels];
        random.NextBytes(pixels);
        return new RgbImage(size, size, pixels);
    }

    public void Dispose()
    {
        _trainer.Dispose();
        _data.Dispose();
        _conditioning.Dispose();
        _models.Dispose();
    }
}
