using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace InstructEngine.LanguageServer.Answers;

/// <summary>Votes on items: about one in ten is against, and each model has its own mind.</summary>
internal static class VoteAnswers
{
    private const int AgainstOneIn = 10;

    public static string Of(ChatRequest request)
    {
        var items = request.Data("Items") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToList() : [];
        return JsonSerializer.Serialize(new { votes = items.Select(item => new { item = item.GetProperty("item").GetInt32(), keep = Keep(request.Model, item.GetRawText()) }) });
    }

    private static int Keep(string model, string item) => SHA256.HashData(Encoding.UTF8.GetBytes(model + item))[0] % AgainstOneIn == 0 ? 0 : 1;
}
