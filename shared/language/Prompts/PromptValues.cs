using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace InstructEngine.Language.Prompts;

/// <summary>
/// Values of a prompt. Numbers stand as they are. A text is written as a JSON string between <c>&lt;data&gt;</c> tags, in which no tag, no line break
/// and no control character can be, so that what it says stays data; the system's part of the prompt says how to read it.
/// </summary>
public sealed class PromptValues
{
    // Keeps accents and other scripts readable; <, >, &, ' and control characters are escaped.
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    private readonly Dictionary<string, string> _rendered = new(StringComparer.Ordinal);

    /// <summary>Texts left out because they read like orders to a model.</summary>
    public int Withheld { get; private set; }

    internal IEnumerable<string> Names => _rendered.Keys;

    public PromptValues Number(string name, long value)
    {
        _rendered.Add(name, $"{value}");
        return this;
    }

    /// <summary>A text that the project itself or a reviewed taxonomy gives.</summary>
    public PromptValues Text(string name, string value)
    {
        _rendered.Add(name, Data(value));
        return this;
    }

    /// <summary>A list of such texts, in order.</summary>
    public PromptValues List(string name, IEnumerable<string> values)
    {
        _rendered.Add(name, Data(values));
        return this;
    }

    /// <summary>Records, as JSON with camel-case names.</summary>
    public PromptValues Records<T>(string name, IReadOnlyList<T> values)
    {
        _rendered.Add(name, Data(values));
        return this;
    }

    /// <summary>Texts of strangers, as corpus prompts: those that read like orders to a model are left out and counted.</summary>
    public PromptValues Untrusted(string name, IEnumerable<string> values)
    {
        var all = values.ToList();
        var kept = all.FindAll(value => !InjectionSigns.In(value));
        Withheld += all.Count - kept.Count;
        _rendered.Add(name, Data(kept));
        return this;
    }

    internal string Rendered(string name) => _rendered[name];

    private static string Data<T>(T value) => $"<data>{JsonSerializer.Serialize(value, Json)}</data>";
}
