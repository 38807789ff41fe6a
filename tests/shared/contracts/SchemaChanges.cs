using System.Text.Json.Nodes;

namespace InstructEngine.Shared.Tests.Contracts;

/// <summary>
/// What in today's schema would hurt somebody of the earlier version: a reader of it who gets today's message, or its message that today's reader gets.
/// New members that need not be there hurt nobody, for members that are not known are passed over.
/// </summary>
internal static class SchemaChanges
{
    public static IReadOnlyList<string> Breaking(JsonNode earlier, JsonNode today)
    {
        var found = new List<string>();
        Compare(new(earlier, earlier), new(today, today), "$", found);
        return found;
    }

    private static void Compare(Part earlier, Part today, string at, List<string> found)
    {
        if (!earlier.Types.SetEquals(today.Types))
            found.Add($"{at} was {string.Join(" or ", earlier.Types.Order())} and is {string.Join(" or ", today.Types.Order())}");
        if (earlier.Object is { } before && today.Object is { } after)
            CompareMembers(before, after, at, found);
        if (earlier.Items is { } item && today.Items is { } itemToday)
            Compare(item, itemToday, at + "[]", found);
    }

    private static void CompareMembers(Part earlier, Part today, string at, List<string> found)
    {
        found.AddRange(today.Required.Except(earlier.Required).Select(name => $"{at}.{name} must be there now"));
        found.AddRange(earlier.Required.Except(today.Required).Select(name => $"{at}.{name} was always there, and may be missing now"));
        foreach (var name in earlier.Members.Order())
        {
            if (today.Member(name) is { } now)
                Compare(earlier.Member(name)!, now, $"{at}.{name}", found);
            else
                found.Add($"{at}.{name} is gone");
        }
    }

    /// <summary>A schema within its document, seen through references and choices.</summary>
    private sealed record Part(JsonNode Root, JsonNode Schema)
    {
        private IReadOnlyList<JsonObject> Choices { get; } = [.. Flat(Root, Schema)];

        /// <summary>The kinds of values, and the texts of an enumeration.</summary>
        public HashSet<string> Types =>
        [
            .. Choices.SelectMany(choice => choice["enum"] is JsonArray texts ? texts.Select(text => $"\"{text}\"")
                : choice["type"] is JsonArray types ? types.Select(type => type!.ToString())
                : [choice["type"]?.ToString() ?? "anything"]),
        ];

        public Part? Object => Choices.Where(choice => choice["properties"] is not null).Select(choice => new Part(Root, choice)).FirstOrDefault();

        public Part? Items => Choices.Where(choice => choice["items"] is not null).Select(choice => new Part(Root, choice["items"]!)).FirstOrDefault();

        public IEnumerable<string> Members => Choices[0]["properties"]!.AsObject().Select(member => member.Key);

        public IEnumerable<string> Required => Choices[0]["required"]?.AsArray().Select(name => name!.ToString()) ?? [];

        public Part? Member(string name) => Choices[0]["properties"]![name] is { } member ? new(Root, member) : null;

        private static IEnumerable<JsonObject> Flat(JsonNode root, JsonNode schema)
        {
            if (schema["$ref"] is { } reference)
                return Flat(root, root["$defs"]![reference.ToString().Split('/')[^1]]!);
            return schema["anyOf"] is JsonArray choices ? choices.SelectMany(choice => Flat(root, choice!)) : [schema.AsObject()];
        }
    }
}
