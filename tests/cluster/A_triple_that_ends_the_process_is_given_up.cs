using InstructEngine.Hosting.Runs;

namespace InstructEngine.Cluster.Tests;

public sealed class A_triple_that_ends_the_process_is_given_up
{
    [Fact]
    public async Task The_run_goes_on_with_all_of_its_neighbours()
    {
        var undisturbed = await UndisturbedRun.ToItsDatasetAsync();
        var deadly = undisturbed.Pairs[undisturbed.Pairs.Count / 2];
        await using var trial = await FaultTrial.StartAsync("render-svc", $"before insert pairs {IdOf(deadly)}", skip: 0, repeats: true);

        var kills = 0;
        var watching = CommandLine.RunAsync("watch", trial.RunId, "--server", trial.Cluster.Server, "--json");
        while (!watching.IsCompleted)
        {
            if (trial.Cluster.Process("render-svc").HasExited)
            {
                Assert.True(++kills <= 10, "It is drawn again and again." + trial.Cluster.Logs());
                await trial.StartFaultyAgainAsync();
            }

            await Task.Delay(100);
        }

        var watched = await watching;
        Assert.True(watched.ExitCode == 0, watched.Error + trial.Cluster.Logs());
        Assert.True(kills >= 3, $"Killed {kills} times.");
        Assert.Equal(
            undisturbed.Pairs.Where(pair => pair != deadly),
            await StoredRecords.ReadAsync(trial.Cluster.DatabasePath, Collections.Pairs, trial.RunId));
        var rejected = await StoredRecords.ReadAsync(trial.Cluster.DatabasePath, Collections.RejectedPairs, trial.RunId);
        var given = Assert.Single(rejected, pair => IdOf(pair) == IdOf(deadly));
        Assert.Contains("crash: the service ended 3 times", given, StringComparison.Ordinal);
        Assert.Equal(undisturbed.RejectedPairs, rejected.Where(pair => pair != given));
    }

    private static string IdOf(string record) => record[..record.IndexOf(' ', StringComparison.Ordinal)];
}
