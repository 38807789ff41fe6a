using System.Net;
using InstructEngine.Hosting;

namespace InstructEngine.Shared.Tests.Hosting.Processes;

public sealed class When_a_service_waits_for_its_broker
{
    [Fact]
    public async Task It_lives_but_has_not_started_and_is_not_ready()
    {
        using var folder = new TemporaryFolder();
        using var error = new StringWriter();
        var port = ServiceArguments.FreePort();
        var running = ServiceHost.RunAsync(
            ServiceArguments.InFolder(
                folder.Path, $"--Http:Port={port}", "--Bus:Transport=rabbitmq", "--Bus:RabbitMq:Host=127.0.0.1", $"--Bus:RabbitMq:Port={ServiceArguments.FreePort()}", "--Bus:ConnectTimeout=4"),
            new TestModule("eval-svc"),
            error);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "live"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(http, "startup"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(http, "ready"));
        Assert.Equal(ExitCodes.Unreachable, await running.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string page)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await http.GetAsync($"/health/{page}");
                return answer.StatusCode;
            }
            catch (HttpRequestException) when (tries < 60)
            {
                await Task.Delay(50);
            }
        }
    }
}
