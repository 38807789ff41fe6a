namespace InstructEngine.Cluster.Tests;

public sealed class Services_told_to_stop_at_random_moments_lose_nothing
{
    /// <summary>Of a pod, as the manifests have it: <c>terminationGracePeriodSeconds</c>.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(11)]
    public async Task Each_drains_within_its_grace_period_and_the_run_ends_as_if_undisturbed(int seed)
    {
        await using var trial = await FaultTrial.StartAsync();
        var random = new Random(seed);
        foreach (var service in Cluster.Services.OrderBy(_ => random.Next()))
        {
            await Task.Delay(random.Next(200, 1500));
            trial.Cluster.Process(service).Terminate();
            Assert.Equal(0, await trial.Cluster.Process(service).ExitCodeAsync(s_grace));
            await trial.Cluster.Process(service).DisposeAsync();
            trial.Cluster.Start(service);
            await trial.Cluster.WaitUntilReadyAsync(service);
        }

        await trial.EndsLikeTheUndisturbedRunAsync();
    }
}
