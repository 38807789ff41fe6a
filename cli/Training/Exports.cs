namespace InstructEngine.Cli.Training;

/// <summary>In what form the result is written.</summary>
internal static class Exports
{
    /// <summary>A whole model folder, the change in its weights.</summary>
    public const string Merged = "merged";

    /// <summary>The adapter as diffusers loads it, with peft's names.</summary>
    public const string LoraPeft = "lora-peft";

    /// <summary>The adapter with kohya's names, as most web interfaces load it.</summary>
    public const string LoraKohya = "lora-kohya";

    public static IReadOnlyList<string> All { get; } = [Merged, LoraPeft, LoraKohya];

    /// <param name="asked">Empty for what suits: the adapter where one was trained, else the model.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> asked, bool isLora) => asked.Count > 0 ? asked : [isLora ? LoraPeft : Merged];
}
