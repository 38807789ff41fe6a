using InstructEngine.Hosting;

namespace InstructEngine.Shared.Tests.Hosting.Processes;

public sealed class When_a_service_cannot_start
{
    [Theory]
    [InlineData("Http:Port", "INSTRUCTENGINE_HTTP__PORT")]
    [InlineData("Grpc:Port", "INSTRUCTENGINE_GRPC__PORT")]
    public async Task Because_its_port_is_in_use_it_names_port_and_setting(string key, string variable)
    {
        using var other = ServiceArguments.Occupy(out var port);

        var (code, error) = await RunAsync($"--{key}={port}");

        Assert.Equal(ExitCodes.PortInUse, code);
        Assert.Equal($"render-svc: Port {port} ({key}) is in use by another program: stop it, or choose another port with {variable}.", error);
    }

    [Fact]
    public async Task Because_no_broker_answers_it_gives_up_after_the_time_given()
    {
        var port = ServiceArguments.FreePort();

        var (code, error) = await RunAsync(
            "--Bus:Transport=rabbitmq", "--Bus:RabbitMq:Host=127.0.0.1", $"--Bus:RabbitMq:Port={port}", "--Bus:RabbitMq:Password=geheim", "--Bus:ConnectTimeout=1");

        Assert.Equal(ExitCodes.Unreachable, code);
        Assert.StartsWith($"render-svc: RabbitMQ at 127.0.0.1:{port} does not answer: connection refused. Given up after 1 s (Bus:ConnectTimeout).", error, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Bus:Transport=kafka", "Setting Bus:Transport is 'kafka'; expected one of memory, rabbitmq.")]
    [InlineData("--Http:Port=99999", "Setting Http:Port is '99999'; expected a whole number from 0 to 65535.")]
    [InlineData("--Bus:ConnectTimeout=never", "Setting Bus:ConnectTimeout is 'never'; expected seconds, from 1 to 3600.")]
    [InlineData("--Listen:Address=here", "Setting Listen:Address is 'here'; expected an IP address, or * for all.")]
    [InlineData("--Storage:Documents=oracle", "Storage:Documents")]
    public async Task Because_a_setting_is_wrong_it_names_the_setting_and_what_would_be_right(string argument, string expected)
    {
        var (code, error) = await RunAsync(argument);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n'));
    }

    [Fact]
    public async Task Because_its_store_is_no_database_it_says_so_and_leaves_it_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "run.db");
        await File.WriteAllTextAsync(path, "not a database, but somebody's notes, long enough to be read as a header");

        var (code, error) = await RunAsync($"--Storage:SqlitePath={path}");

        Assert.Equal(ExitCodes.Unreachable, code);
        Assert.Contains(path, error, StringComparison.Ordinal);
        Assert.StartsWith("not a database", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Error)> RunAsync(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        using var error = new StringWriter();
        var code = await ServiceHost.RunAsync(ServiceArguments.InFolder(folder.Path, arguments), new TestModule("render-svc"), error)
            .WaitAsync(TimeSpan.FromSeconds(30));
        return (code, error.ToString().TrimEnd());
    }
}
