using System.Text.Json.Nodes;
using InstructEngine.Hosting.Bus;
using InstructEngine.Shared.Tests.Hosting;
using InstructEngine.Shared.Tests.Hosting.Bus;
using MassTransit;

namespace InstructEngine.Shared.Tests.Contracts;

public sealed class The_published_description_of_events
{
    [Fact]
    public void Has_an_example_of_every_event() =>
        Assert.Equal(EventTypes.All, EventExamples.All.Select(example => example.GetType()).OrderBy(type => type.Name, StringComparer.Ordinal));

    [Fact]
    public void Has_the_schema_of_every_event_as_the_contracts_give_it()
    {
        foreach (var type in EventTypes.All)
            EventFiles.Check($"schemas/{type.Name}.json", EventSchemas.Document(type));
        EventFiles.CheckNames("schemas", EventTypes.All.Select(type => type.Name + ".json"));
    }

    [Fact]
    public async Task Has_the_examples_and_the_AsyncAPI_document_as_the_bus_and_the_contracts_give_them()
    {
        var bodies = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var (name, delivery) in await PublishedAsync())
        {
            Assert.Equal($"urn:message:{AsyncApiDocument.Exchange(EventTypes.Named(name))}", delivery.Headers["MT-MessageType"].ToString());
            bodies[name] = JsonNode.Parse(delivery.Body)!;
            EventFiles.Check($"examples/{name}.json", bodies[name]);
        }

        EventFiles.CheckNames("examples", bodies.Keys.Select(name => name + ".json"));
        EventFiles.Check("asyncapi.json", AsyncApiDocument.Create(bodies));
    }

    /// <summary>Every example as a consumer's transport received it.</summary>
    private static async Task<IReadOnlyDictionary<string, Delivery>> PublishedAsync()
    {
        var types = EventTypes.All;
        await using var host = await BusHost.StartAsync(
            BusOptions.InMemory,
            new TestModule(Transports.NewPrefix() + "outside", consumers: bus =>
            {
                foreach (var type in types)
                    bus.AddConsumer(typeof(Recorder<>).MakeGenericType(type));
            }));
        foreach (var example in EventExamples.All)
            await host.Bus.Publish(example, example.GetType());
        var deliveries = await host.Inbox.WaitForAsync<Delivery>(types.Count);
        return deliveries.ToDictionary(delivery => delivery.Headers["MT-MessageType"].ToString()!.Split(':')[^1]);
    }
}
