using System.Text.Json;
using InstructEngine.Storage;

namespace InstructEngine.Cli.Training;

internal static class SettingsText
{
    private static readonly JsonSerializerOptions Indented = new(StorageJson.Options) { WriteIndented = true };

    /// <summary>The settings as a spec has them.</summary>
    public static string Of(TrainingSettings settings) => JsonSerializer.Serialize(new { settings.Seed, Training = settings.Spec }, Indented);
}
