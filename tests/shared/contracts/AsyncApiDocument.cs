using System.Text.Json.Nodes;

namespace InstructEngine.Shared.Tests.Contracts;

/// <summary>The AsyncAPI 3 description of what the services send: a channel for each event's exchange, and what a message of it holds.</summary>
internal static class AsyncApiDocument
{
    /// <param name="examples">The body of a message of each event, by the event's name.</param>
    public static JsonObject Create(IReadOnlyDictionary<string, JsonNode> examples)
    {
        var schemas = new EventSchemas("#/components/schemas/");
        var (channels, operations, messages, events) = (new JsonObject(), new JsonObject(), new JsonObject(), new JsonObject());
        foreach (var type in EventTypes.All)
        {
            events[type.Name] = schemas.Of(type);
            channels[Camel(type.Name)] = Channel(type);
            operations["send" + type.Name] = Operation(type);
            messages[type.Name] = Message(type, examples[type.Name]);
        }

        foreach (var (name, part) in schemas.Parts)
            events[name] = part!.DeepClone();
        return new JsonObject
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = new JsonObject
            {
                ["title"] = "InstructEngine events",
                ["version"] = "1.0.0",
                ["description"] = "What the services tell each other, and whoever binds a queue to an event's exchange.",
                ["license"] = new JsonObject { ["name"] = "MIT" },
            },
            ["defaultContentType"] = "application/json",
            ["servers"] = new JsonObject
            {
                ["broker"] = new JsonObject { ["host"] = "localhost:5672", ["protocol"] = "amqp", ["protocolVersion"] = "0.9.1", ["description"] = "RabbitMQ 3.10 or later." },
            },
            ["channels"] = channels,
            ["operations"] = operations,
            ["components"] = new JsonObject { ["messages"] = messages, ["schemas"] = events },
        };
    }

    public static string Exchange(Type type) => $"{type.Namespace}:{type.Name}";

    private static JsonObject Channel(Type type) => new()
    {
        ["address"] = Exchange(type),
        ["title"] = type.Name,
        ["description"] = ContractDocs.Of(type),
        ["messages"] = new JsonObject { [type.Name] = Reference($"#/components/messages/{type.Name}") },
        ["bindings"] = new JsonObject
        {
            ["amqp"] = new JsonObject
            {
                ["is"] = "routingKey",
                ["exchange"] = new JsonObject { ["name"] = Exchange(type), ["type"] = "fanout", ["durable"] = true, ["autoDelete"] = false },
                ["bindingVersion"] = "0.3.0",
            },
        },
    };

    private static JsonObject Operation(Type type) => new()
    {
        ["action"] = "send",
        ["channel"] = Reference($"#/channels/{Camel(type.Name)}"),
        ["messages"] = new JsonArray(Reference($"#/channels/{Camel(type.Name)}/messages/{type.Name}")),
        ["bindings"] = new JsonObject { ["amqp"] = new JsonObject { ["deliveryMode"] = 2, ["bindingVersion"] = "0.3.0" } },
    };

    private static JsonObject Message(Type type, JsonNode example) => new()
    {
        ["name"] = type.Name,
        ["summary"] = ContractDocs.Of(type),
        ["contentType"] = "application/json",
        ["headers"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["MT-MessageType"] = new JsonObject
                {
                    ["type"] = "string",
                    ["const"] = $"urn:message:{Exchange(type)}",
                    ["description"] = "Which event the body is; a client that publishes may leave it out.",
                },
            },
        },
        ["payload"] = Reference($"#/components/schemas/{type.Name}"),
        ["examples"] = new JsonArray(new JsonObject { ["name"] = type.Name, ["payload"] = example.DeepClone() }),
    };

    private static JsonObject Reference(string to) => new() { ["$ref"] = to };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
