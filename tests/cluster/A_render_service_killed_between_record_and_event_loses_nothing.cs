namespace InstructEngine.Cluster.Tests;

public sealed class A_render_service_killed_between_record_and_event_loses_nothing
{
    [Fact]
    public async Task The_pair_is_announced_as_it_was_recorded()
    {
        await using var trial = await FaultTrial.StartAsync("render-svc", "after insert pairs");
        await trial.RestartAfterTheKillAsync();
        await trial.EndsLikeTheUndisturbedRunAsync();
    }
}
