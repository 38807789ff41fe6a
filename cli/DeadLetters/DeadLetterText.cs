using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using InstructEngine.Cli.Output;

namespace InstructEngine.Cli.DeadLetters;

/// <summary>Error queues and their messages as tables and JSON. What others wrote is shown without its control characters.</summary>
internal static class DeadLetterText
{
    public static string Of(IReadOnlyList<DeadLetterGroup> groups)
    {
        if (groups.Count == 0)
            return "No messages in the error queues.\n";

        var text = new StringBuilder();
        foreach (var queue in groups.GroupBy(group => group.Queue))
        {
            var looked = queue.Sum(group => group.Messages);
            text.AppendLine($"{queue.Key}  {queue.First().InQueue}{(looked < queue.First().InQueue ? $" ({looked} of them looked at)" : "")}");
            foreach (var group in queue)
                text.AppendLine($"  {group.Messages,6}  since {Time(group.Oldest)}  {Shown(group.MessageType)}  run {Shown(group.RunId)}  {Shown(group.Exception)}");
        }

        return text.ToString();
    }

    public static string AsJson(IReadOnlyList<DeadLetterGroup> groups) => Lines(groups);

    public static string Of(DeadLetter letter)
    {
        var text = new StringBuilder();
        text.AppendLine($"id        {Shown(letter.Id)}");
        text.AppendLine($"event     {Shown(letter.MessageType)}");
        text.AppendLine($"run       {Shown(letter.RunId)}");
        text.AppendLine($"failed    {Time(letter.FailedAt)}");
        text.AppendLine($"exception {Shown(letter.Exception)}");
        text.AppendLine($"fault     {Shown(letter.Fault)}");
        text.AppendLine("headers");
        foreach (var (name, value) in letter.Headers)
            text.AppendLine($"  {DisplayText.Of(name)}: {DisplayText.Of(value?.ToString() ?? "")}");
        text.AppendLine($"body, {letter.Body.Length} bytes");
        text.AppendLine(Clean(letter.Content() is JsonObject json ? json.ToJsonString(TextOutput.Json) : letter.BodyText()));
        return text.ToString();
    }

    public static string AsJson(string queue, DeadLetter letter) => Lines(new JsonObject
    {
        ["queue"] = queue,
        ["id"] = letter.Id,
        ["messageType"] = letter.MessageType,
        ["runId"] = letter.RunId,
        ["failedAt"] = letter.FailedAt,
        ["exception"] = letter.Exception,
        ["fault"] = letter.Fault,
        ["headers"] = letter.Headers.DeepClone(),
        ["body"] = letter.Content(),
    });

    public static string Lines<T>(T value) => JsonSerializer.Serialize(value, TextOutput.Json) + "\n";

    private static string Time(DateTimeOffset? time) => time is { } at ? $"{at:yyyy-MM-dd HH:mm:ss}Z" : "?";

    private static string Shown(string? text) => text is null ? "?" : DisplayText.Of(text);

    private static string Clean(string text) => new([.. text.Select(c => char.IsControl(c) && c != '\n' ? ' ' : c)]);
}
