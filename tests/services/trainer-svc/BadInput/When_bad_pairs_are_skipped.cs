using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using InstructEngine.Hosting;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Datasets;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.BadInput;

public sealed class When_bad_pairs_are_skipped
{
    [Fact]
    public async Task Training_goes_without_them_and_its_log_counts_them_by_reason()
    {
        await using var bench = await TrainingBench.StartAsync(TrainingBench.Training with { BadPairs = "skip" });
        var job = await bench.NewJobAsync(Damaged(bench.Lines()));
        await bench.RunAsync(job);
        var log = await bench.LogAsync();
        Assert.Equal(9, log.TrainingPairs + log.HeldOutPairs);
        Assert.Equal([("equal instructions", 2), ("unknown renderer", 1)], log.LeftOut!.Select(entry => (entry.Key, entry.Value)));
    }

    [Fact]
    public async Task Those_that_are_left_train_as_they_would_alone()
    {
        await using var bench = await TrainingBench.StartAsync(TrainingBench.Training with { BadPairs = "skip" });
        var (damaged, alone) = (await bench.NewJobAsync(Damaged(bench.Lines())), await bench.NewJobAsync(bench.Lines().Skip(3)));
        await bench.RunAsync(damaged);
        await bench.RunAsync(alone);
        var (a, b) = (AlignmentCheckpoint.Parse(damaged.Checkpoint!), AlignmentCheckpoint.Parse(alone.Checkpoint!));
        Assert.Equal((a.Weights, a.Optimiser, a.PairsHash), (b.Weights, b.Optimiser, b.DatasetHash));
        Assert.NotEqual(a.DatasetHash, b.DatasetHash);
    }

    [Fact]
    public async Task Training_does_not_go_on_with_other_pairs_than_it_began_with()
    {
        await using var bench = await TrainingBench.StartAsync(TrainingBench.Training with { BadPairs = "skip" });
        var job = bench.NewJob();
        await bench.RunAsync(job);
        var blob = bench.Lines()[4].PreferredImage.Sha256;
        File.Delete(Directory.EnumerateFiles(bench.Harness.BlobFolder, $"*{blob}*", SearchOption.AllDirectories).Single());
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob(job.Checkpoint)));
        Assert.StartsWith("Other pairs are fit to train on", failure.Message);
    }

    [Fact]
    public async Task Without_that_word_the_run_ends_with_counts_and_the_first_triples()
    {
        await using var bench = await TrainingBench.StartAsync();
        var job = await bench.NewJobAsync(Damaged(bench.Lines()));
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(job));
        Assert.StartsWith("3 of the dataset's 12 pairs cannot be trained on: 2 × equal instructions (triple-0000, triple-0001: ", failure.Message);
        Assert.Contains("; 1 × unknown renderer (triple-0002). ", failure.Message);
        Assert.Contains("training.badPairs", failure.Message);
    }

    [Fact]
    public async Task They_are_counted_on_the_metrics()
    {
        await using var bench = await TrainingBench.StartAsync();
        var seen = new ConcurrentBag<(long Count, string? Reason)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "instructengine_training_bad_pairs")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => seen.Add((count, tags[0].Value as string)));
        listener.Start();
        var job = await bench.NewJobAsync(0, line => line with { RendererHash = " " });
        await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(job));
        Assert.Contains((1L, "unknown renderer"), seen);
    }

    private static IEnumerable<ManifestLine> Damaged(IReadOnlyList<ManifestLine> lines) =>
    [
        lines[0] with { Dispreferred = lines[0].Preferred }, lines[1] with { Dispreferred = lines[1].Preferred }, lines[2] with { Renderer = "" }, .. lines.Skip(3),
    ];
}
