using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace InstructEngine.Cluster.Tests;

public sealed class Each_service_has_a_broker_user_of_its_own
{
    private const string VirtualHost = "instructengine";

    [Fact]
    public async Task Its_permissions_suffice_for_a_run_and_for_nothing_of_another_service()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["definitions.json"], JsonSerializer.Serialize(Definitions()));
        await using var broker = await OwnBroker.StartAsync(folder["broker"], $"load_definitions = {folder["definitions.json"]}\n");
        var address = new Dictionary<string, string>
        {
            ["INSTRUCTENGINE_BUS__RABBITMQ__PORT"] = $"{broker.Address.Port}",
            ["INSTRUCTENGINE_BUS__RABBITMQ__VIRTUALHOST"] = VirtualHost,
        };
        await using var cluster = await Cluster.StartAsync(folder.Path, address, except: [.. Cluster.Services]);
        foreach (var service in Cluster.Services)
        {
            cluster.Start(service, new Dictionary<string, string>
            {
                ["INSTRUCTENGINE_BUS__RABBITMQ__USERNAME"] = service,
                ["INSTRUCTENGINE_BUS__RABBITMQ__PASSWORD"] = Password(service),
            });
        }

        foreach (var service in Cluster.Services)
        {
            await cluster.WaitUntilReadyAsync(service);
        }

        var submitted = await CommandLine.RunAsync("submit", "--server", cluster.Server, "--spec", SmallSpec.Write(folder["spec.json"]));
        Assert.True(submitted.ExitCode == 0, submitted.Error + cluster.Logs());
        var watched = await CommandLine.RunAsync("watch", submitted.Output.Trim(), "--server", cluster.Server, "--json");
        Assert.True(watched.ExitCode == 0, watched.Error + cluster.Logs());

        await RefusedAsync(broker, "render-svc", "trainer-svc-dataset-progress");
        await RefusedAsync(broker, "instruction-svc", "render-svc-instruction-triple-created");
        await RefusedAsync(broker, "operator", "render-svc-instruction-triple-created");
        Assert.Equal(0, (await CommandLine.RunInAsync(Operator(broker), "dlq", "list")).ExitCode);
    }

    /// <summary>As docs/operations.md gives them.</summary>
    private static object Definitions() => new
    {
        vhosts = new[] { new { name = VirtualHost } },
        users = Cluster.Services.Append("operator").Select(name => new { name, password = Password(name), tags = "" }).ToArray(),
        permissions = Cluster.Services
            .Select(name => (name, own: $@"^({name}-.*|InstructEngine\.Contracts\.V1:.*)$"))
            .Select(user => new { user = user.name, vhost = VirtualHost, configure = user.own, write = user.own, read = user.own })
            .Append(new { user = "operator", vhost = VirtualHost, configure = "^$", write = @"^amq\.default$", read = "_error$" })
            .ToArray(),
    };

    private static string Password(string user) => $"of-{user}-alone";

    private static Dictionary<string, string> Operator(OwnBroker broker) => new()
    {
        ["INSTRUCTENGINE_BUS__RABBITMQ__HOST"] = broker.Address.Host,
        ["INSTRUCTENGINE_BUS__RABBITMQ__PORT"] = $"{broker.Address.Port}",
        ["INSTRUCTENGINE_BUS__RABBITMQ__VIRTUALHOST"] = VirtualHost,
        ["INSTRUCTENGINE_BUS__RABBITMQ__USERNAME"] = "operator",
        ["INSTRUCTENGINE_BUS__RABBITMQ__PASSWORD"] = Password("operator"),
    };

    private static async Task RefusedAsync(OwnBroker broker, string user, string queue)
    {
        var factory = new ConnectionFactory { HostName = broker.Address.Host, Port = broker.Address.Port, VirtualHost = VirtualHost, UserName = user, Password = Password(user) };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();

        var refused = await Assert.ThrowsAsync<OperationInterruptedException>(() => channel.BasicGetAsync(queue, autoAck: false));

        Assert.Equal(403, refused.ShutdownReason!.ReplyCode);
    }
}
