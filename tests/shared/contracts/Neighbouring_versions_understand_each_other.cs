using System.Text.Json;
using System.Text.Json.Nodes;
using InstructEngine.Storage;

namespace InstructEngine.Shared.Tests.Contracts;

/// <summary>
/// <c>earlier/</c> holds schemas and payloads as the version before instruction grades, renderers by share and figures by category gave them.
/// They are never written again; tests/deploy holds today's payloads against those schemas.
/// </summary>
public sealed class Neighbouring_versions_understand_each_other
{
    public static TheoryData<string> Earlier { get; } =
        [.. Directory.GetFiles(Path.Combine(EventFiles.Earlier, "payloads")).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Earlier))]
    public void A_payload_of_the_earlier_version_is_read_whole(string name)
    {
        var payload = Read("payloads", name);

        var read = payload.Deserialize(EventTypes.Named(name), StorageJson.Options)!;
        var again = JsonSerializer.SerializeToNode(read, read.GetType(), StorageJson.Options);

        Assert.True(JsonNode.DeepEquals(payload, again), $"was {payload.ToJsonString()}\nis  {again!.ToJsonString()}");
    }

    [Theory]
    [MemberData(nameof(Earlier))]
    public void A_payload_with_members_of_a_later_version_is_read(string name)
    {
        var payload = Read("payloads", name);
        var later = payload.DeepClone();
        later["ofALaterVersion"] = new JsonObject { ["deep"] = new JsonArray(1, "two", null) };

        var read = later.Deserialize(EventTypes.Named(name), StorageJson.Options)!;

        Assert.True(JsonNode.DeepEquals(payload, JsonSerializer.SerializeToNode(read, read.GetType(), StorageJson.Options)));
    }

    [Theory]
    [MemberData(nameof(Earlier))]
    public void Nothing_that_the_earlier_version_has_is_gone_or_of_another_type_and_nothing_new_must_be_there(string name) =>
        Assert.Empty(SchemaChanges.Breaking(Read("schemas", name), EventSchemas.Document(EventTypes.Named(name))));

    [Fact]
    public void No_event_of_the_earlier_version_is_gone() =>
        Assert.Subset(
            EventTypes.All.Select(type => type.Name).ToHashSet(),
            Directory.GetFiles(Path.Combine(EventFiles.Earlier, "schemas")).Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet());

    private static JsonNode Read(string folder, string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(EventFiles.Earlier, folder, name + ".json")))!;
}
