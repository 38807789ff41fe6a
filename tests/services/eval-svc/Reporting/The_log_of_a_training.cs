using InstructEngine.EvalService.Reporting;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using InstructEngine.Services.Tests.TrainerService.Divergence;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Reporting;

/// <summary>What the trainer writes and what the report reads are types of two services: here they meet.</summary>
public sealed class The_log_of_a_training
{
    [Fact]
    public async Task Is_read_as_it_was_written()
    {
        await using var bench = await TrainingBench.StartAsync(DivergingTraining.TooFastInTheEnd);
        await bench.RunAsync(bench.NewJob());
        var log = await bench.LogAsync();

        var curves = await TrainingCurvesReader.ReadAsync(bench.Harness.Documents, DemoPairs.RunId, default);

        Assert.Equal(log.Entries.Select(entry => ((double)entry.Step, entry.Loss)), curves.Loss);
        Assert.Equal(log.Entries.Select(entry => ((double)entry.Step, entry.WinnerError!.Value)), curves.WinnerError);
        Assert.Equal(log.Entries.Select(entry => ((double)entry.Step, entry.LoserError!.Value)), curves.LoserError);
        Assert.Equal(log.Entries.Select(entry => ((double)entry.Step, entry.GradNorm)), curves.GradNorm);
        Assert.Equal(
            log.Entries.Where(entry => entry.HeldOut is not null).Select(entry => ((double)entry.Step, entry.HeldOut!.WinnerError)), curves.HeldOutWinnerError);
        Assert.Equal(log.Rollbacks!.Select(rollback => (rollback.Step, rollback.BackTo)), curves.Rollbacks.Select(rollback => (rollback.Step, rollback.BackTo)));
        Assert.Equal((720L, 720L), (curves.PolicyPasses, curves.ReferencePasses));
        Assert.All(new[] { curves.EarlyMargins, curves.LateMargins, curves.HeldOutMargins }, Assert.NotEmpty);
        Assert.Equal(log.Entries[^1].HeldOut!.Margins!.Select(margin => (margin.From, margin.Margin)), curves.HeldOutMargins.Select(bucket => (bucket.From, bucket.Margin)));
    }
}
