namespace InstructEngine.Cluster.Tests;

public sealed class A_document_store_that_is_away_fails_no_run
{
    /// <summary>Longer than the short tries of a delivery that has a fault of its own; a minute with <c>INSTRUCTENGINE_TEST_STORE_AWAY=60</c>.</summary>
    private static readonly int s_seconds = int.Parse(Environment.GetEnvironmentVariable("INSTRUCTENGINE_TEST_STORE_AWAY") ?? "5");

    [Fact]
    public async Task Deliveries_wait_for_it_and_the_service_says_that_it_is_not_ready()
    {
        await using var trial = await FaultTrial.StartAsync("render-svc", "before insert pairs", "away", seconds: s_seconds);
        using var http = new HttpClient();
        var answers = new List<string>();
        while (!answers.Any(told => told.Contains("\"stores\":{\"status\":\"Unhealthy\"", StringComparison.Ordinal)))
        {
            Assert.True(answers.Count < 3000, answers.LastOrDefault());
            using var answer = await http.GetAsync(trial.Cluster.Http("render-svc", "/health/ready"));
            answers.Add(await answer.Content.ReadAsStringAsync());
            await Task.Delay(20);
        }

        await trial.EndsLikeTheUndisturbedRunAsync();
        Assert.Contains("The document store does not answer", trial.Cluster.Process("render-svc").Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_was_done_and_reported_as_failed_is_not_done_twice()
    {
        await using var trial = await FaultTrial.StartAsync("render-svc", "after insert pairs", "unavailable");
        await trial.EndsLikeTheUndisturbedRunAsync();
    }

    [Fact]
    public async Task The_end_of_a_run_that_was_written_and_reported_as_failed_stays()
    {
        await using var trial = await FaultTrial.StartAsync("taxonomy-svc", "after replace runs", "unavailable", skip: 0);
        await trial.EndsLikeTheUndisturbedRunAsync();
    }
}
