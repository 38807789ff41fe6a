namespace InstructEngine.Cluster.Tests;

public sealed class A_service_answers_operators_and_stops_on_SIGTERM
{
    private static readonly string[] s_services = ["taxonomy-svc", "instruction-svc", "render-svc", "trainer-svc", "eval-svc"];

    [Fact]
    public async Task Each_has_metrics_and_health_and_ends_with_exit_code_0_within_30_seconds()
    {
        using var folder = new TemporaryFolder();
        await using var cluster = await Cluster.StartAsync(folder.Path);
        using var http = new HttpClient();
        foreach (var service in s_services)
        {
            Assert.Contains("# TYPE", await http.GetStringAsync(cluster.Http(service, "/metrics")), StringComparison.Ordinal);
            foreach (var check in new[] { "startup", "ready", "live" })
            {
                Assert.True((await http.GetAsync(cluster.Http(service, "/health/" + check))).IsSuccessStatusCode, $"{service} {check}");
            }
        }

        foreach (var service in s_services)
        {
            cluster.Process(service).Terminate();
        }

        foreach (var service in s_services)
        {
            Assert.Equal(0, await cluster.Process(service).ExitCodeAsync(TimeSpan.FromSeconds(30)));
        }
    }
}
