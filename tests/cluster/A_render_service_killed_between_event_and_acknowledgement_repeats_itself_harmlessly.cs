namespace InstructEngine.Cluster.Tests;

public sealed class A_render_service_killed_between_event_and_acknowledgement_repeats_itself_harmlessly
{
    [Fact]
    public async Task The_pair_is_announced_again_and_counted_once()
    {
        await using var trial = await FaultTrial.StartAsync("render-svc", "after publish ImagePairRendered");
        await trial.RestartAfterTheKillAsync();
        await trial.EndsLikeTheUndisturbedRunAsync();
    }
}
