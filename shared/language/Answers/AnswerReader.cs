using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using InstructEngine.Language.Caching;

namespace InstructEngine.Language.Answers;

/// <summary>Reads an answer strictly: nothing missing, nothing more, in English. What arrived is a stranger's text.</summary>
internal static class AnswerReader
{
    /// <summary>How the form of an answer is told and read.</summary>
    public static JsonSerializerOptions Json { get; } = Create();

    public static LanguageAnswer<T> Read<T>(StoredAnswer stored, Func<T, string?>? check, bool english)
        where T : class
    {
        if (stored.Refusal is { Length: > 0 } refusal)
            return Fault<T>(LanguageFault.Refused, $"The model refused: {Shown(refusal)}");
        if (stored.FinishReason == "content_filter")
            return Fault<T>(LanguageFault.Refused, "A content filter stopped the answer.");
        if (stored.FinishReason == "length")
            return Fault<T>(LanguageFault.Truncated, $"The answer broke off at {stored.OutputTokens} tokens.");
        if (string.IsNullOrWhiteSpace(stored.Text))
            return Fault<T>(LanguageFault.Empty, "The answer is empty.");

        var text = WithoutFence(stored.Text);
        if (!text.StartsWith('{') && Refusals.In(text))
            return Fault<T>(LanguageFault.Refused, $"The model refused: {Shown(text)}");

        try
        {
            var value = JsonSerializer.Deserialize<T>(text, Json) ?? throw new JsonException("It is null.");
            if (english && EnglishText.Doubt(AllTexts(text)) is { } doubt)
                return Fault<T>(LanguageFault.OtherLanguage, $"The answer is not English: {doubt}");

            return check?.Invoke(value) is { } wrong
                ? Fault<T>(LanguageFault.Invalid, $"The answer is not as asked: {wrong}")
                : new(value, LanguageFault.None, null);
        }
        catch (JsonException exception)
        {
            return Fault<T>(LanguageFault.Invalid, $"The answer is not of the form asked for: {exception.Message.Split(" LineNumber:", 2)[0]} It begins: {Shown(text)}");
        }
    }

    private static LanguageAnswer<T> Fault<T>(LanguageFault fault, string reason)
        where T : class => new(null, fault, reason);

    /// <summary>Some models wrap JSON in a Markdown fence whatever they are told.</summary>
    private static string WithoutFence(string text)
    {
        var trimmed = text.Trim().TrimStart('\uFEFF');
        if (!trimmed.StartsWith("```", StringComparison.Ordinal) || !trimmed.EndsWith("```", StringComparison.Ordinal) || trimmed.IndexOf('\n') is not (> 0 and var first))
            return trimmed;

        return trimmed[first..^3].Trim();
    }

    private static List<string> AllTexts(string json)
    {
        using var document = JsonDocument.Parse(json);
        var texts = new List<string>();
        Collect(document.RootElement, texts);
        return texts;
    }

    private static void Collect(JsonElement element, List<string> texts)
    {
        if (element.ValueKind == JsonValueKind.String)
            texts.Add(element.GetString()!);
        else if (element.ValueKind == JsonValueKind.Array)
            element.EnumerateArray().ToList().ForEach(item => Collect(item, texts));
        else if (element.ValueKind == JsonValueKind.Object)
            element.EnumerateObject().ToList().ForEach(property => Collect(property.Value, texts));
    }

    private static string Shown(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length > 120 ? line[..117] + "..." : line;
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            AllowDuplicateProperties = false,
            MaxDepth = 16,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
        options.MakeReadOnly();
        return options;
    }
}
