using System.Text.Json;
using InstructEngine.Storage;

namespace InstructEngine.InstructionService.QualityControl.Safety;

/// <summary>Words and phrases that no instruction may hold, by category: those that the program carries, and those of files that a user names.</summary>
internal sealed record SafetyWords(IReadOnlyList<SafetyCategory> Categories)
{
    /// <exception cref="InvalidDataException">A file cannot be used; the message names it.</exception>
    public static SafetyWords Read(IEnumerable<string> more)
    {
        using var own = typeof(SafetyWords).Assembly.GetManifestResourceStream("safety-words.json")!;
        return new([.. Parse(own, "safety-words.json").Categories, .. more.SelectMany(path => File(path).Categories)]);
    }

    private static SafetyWords File(string path)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            return Parse(stream, path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read as a list of words: {fault.Message}", fault);
        }
    }

    private static SafetyWords Parse(Stream stream, string name)
    {
        try
        {
            var words = JsonSerializer.Deserialize<SafetyWords>(stream, StorageJson.Options);
            return words?.Categories is { Count: > 0 } categories && categories.All(category => category is { Id.Length: > 0, Words.Count: > 0 })
                ? words
                : throw new InvalidDataException($"{name}: categories are needed, each with an id and words.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{name}: not a list of words: {fault.Message}", fault);
        }
    }
}

/// <param name="Id">What is counted, as <c>violence</c>.</param>
/// <param name="Words">Single words, or phrases of several; they match whole words, with a plural's ending too.</param>
internal sealed record SafetyCategory(string Id, IReadOnlyList<string> Words);
