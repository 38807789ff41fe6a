using InstructEngine.Hosting.Settings;

namespace InstructEngine.InstructionService.QualityControl;

/// <summary>What instructions are held against beside the spec.</summary>
/// <param name="Suites">Files of evaluation prompts (<c>Instructions:Suites:0</c> and so on).</param>
/// <param name="SafetyWords">Files of further forbidden words (<c>Instructions:SafetyWords:0</c> and so on).</param>
internal sealed record QualityOptions(IReadOnlyList<string> Suites, IReadOnlyList<string> SafetyWords)
{
    private const string SuitesKey = "Instructions:Suites", SafetyWordsKey = "Instructions:SafetyWords";

    /// <exception cref="SettingException">A file does not exist.</exception>
    public static QualityOptions From(IConfiguration configuration) => new(Files(configuration, SuitesKey), Files(configuration, SafetyWordsKey));

    private static List<string> Files(IConfiguration configuration, string key)
    {
        var files = new List<string>();
        foreach (var entry in configuration.GetSection(key).GetChildren())
        {
            if (!File.Exists(entry.Value))
                throw new SettingException($"{key}:{entry.Key}", entry.Value, "a file that exists");
            files.Add(entry.Value);
        }

        return files;
    }
}
