namespace InstructEngine.Cluster.Tests;

public sealed class A_render_service_killed_between_blob_and_record_loses_nothing
{
    [Fact]
    public async Task The_pair_is_drawn_again_to_the_same_blobs()
    {
        await using var trial = await FaultTrial.StartAsync("render-svc", "before insert pairs");
        await trial.RestartAfterTheKillAsync();
        await trial.EndsLikeTheUndisturbedRunAsync();
    }
}
