using InstructEngine.Hosting;

namespace InstructEngine.Shared.Tests.Hosting.Processes;

public sealed class When_a_service_is_asked_for_its_health
{
    [Fact]
    public async Task One_that_runs_is_healthy()
    {
        using var folder = new TemporaryFolder();
        var port = $"--Http:Port={ServiceArguments.FreePort()}";
        using var silent = new StringWriter();
        using var host = ServiceHostBuilder.Build(ServiceArguments.InFolder(folder.Path, port), new TestModule("eval-svc"), out _);
        await host.StartAsync();

        Assert.Equal(ExitCodes.Ok, await AskAsync(silent, port));
        Assert.Equal("", silent.ToString());
        await host.StopAsync();
    }

    [Fact]
    public async Task One_that_waits_for_its_broker_is_not()
    {
        using var folder = new TemporaryFolder();
        var port = $"--Http:Port={ServiceArguments.FreePort()}";
        using var error = new StringWriter();
        var running = ServiceHost.RunAsync(
            ServiceArguments.InFolder(
                folder.Path, port, "--Bus:Transport=rabbitmq", "--Bus:RabbitMq:Host=127.0.0.1", $"--Bus:RabbitMq:Port={ServiceArguments.FreePort()}", "--Bus:ConnectTimeout=4"),
            new TestModule("eval-svc"),
            error);
        using var answer = new StringWriter();

        Assert.Equal(ExitCodes.Unreachable, await AskAsync(answer, port));
        Assert.Matches("answers 503|does not answer", answer.ToString());
        await running.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task One_that_does_not_run_is_not()
    {
        using var error = new StringWriter();

        Assert.Equal(ExitCodes.Unreachable, await AskAsync(error, $"--Http:Port={ServiceArguments.FreePort()}"));
        Assert.Contains("does not answer", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_none_is_told()
    {
        using var error = new StringWriter();

        Assert.Equal(ExitCodes.Usage, await AskAsync(error, "--Http:Port=http"));
        Assert.Contains("Http:Port", error.ToString(), StringComparison.Ordinal);
    }

    private static Task<int> AskAsync(TextWriter error, params string[] settings) =>
        ServiceHost.RunAsync(["--health", "--Listen:Address=127.0.0.1", .. settings], new TestModule("eval-svc"), error);
}
