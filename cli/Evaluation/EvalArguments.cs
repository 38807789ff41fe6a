using InstructEngine.Contracts.V1;

namespace InstructEngine.Cli.Evaluation;

/// <summary>What <c>eval</c> was asked.</summary>
/// <param name="Model">The model to judge.</param>
/// <param name="Base">What it is held against; null: itself without the LoRA.</param>
/// <param name="Prompts">A suite's name, a file, or a published suite's name and its file.</param>
/// <param name="Limit">At most so many prompts; null: all.</param>
/// <param name="Cache">Where base images outlive the output folder.</param>
/// <param name="CommandLine">The command as it was given, for the report.</param>
internal sealed record EvalArguments(
    string Model,
    string? Base,
    string? Lora,
    double LoraScale,
    string Prompts,
    IReadOnlyList<ScorerSpec> Scorers,
    int ImagesPerPrompt,
    IReadOnlyList<double> GuidanceScales,
    int Steps,
    long Seed,
    int? Limit,
    string? Out,
    string? Cache,
    bool Json,
    string CommandLine)
{
    /// <summary>Nothing to hold it against: one model's figures.</summary>
    public bool IsAlone => Base is null && Lora is null;
}
