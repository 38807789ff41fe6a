using InstructEngine.Hosting.Bus;

namespace InstructEngine.Shared.Tests.Hosting.Bus;

/// <summary>The transports that each bus test runs over. RabbitMQ is the one that INSTRUCTENGINE_TEST_RABBITMQ names, as <c>amqp://user:password@host:port</c>.</summary>
public static class Transports
{
    public const string Variable = "INSTRUCTENGINE_TEST_RABBITMQ";

    public static TheoryData<string> All { get; } = ["memory", "rabbitmq"];

    /// <summary>Queues on a broker outlive a test: each test has its own.</summary>
    public static string NewPrefix() => $"test-{Guid.NewGuid():n}-";

    internal static BusOptions Options(string transport)
    {
        if (transport == "memory")
            return BusOptions.InMemory;

        var address = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(address), $"No RabbitMQ: {Variable} is not set.");
        var uri = new Uri(address!);
        var user = uri.UserInfo.Split(':');
        var known = user.Length == 2;
        return new(BusTransport.RabbitMq, TimeSpan.FromSeconds(20), new(uri.Host, uri.Port > 0 ? uri.Port : 5672, "/", known ? user[0] : "guest", known ? user[1] : "guest", false));
    }
}
