using InstructEngine.Cli.Generation;

namespace InstructEngine.Cli.Training;

/// <summary>What <c>train</c> was asked for; null is the default for the model.</summary>
/// <param name="Size">Of Parquet's images, which are scaled and cropped to it; null: the model's.</param>
/// <param name="MaxPairs">Pairs taken from Parquet, from the first on; null: all.</param>
/// <param name="Lora">Null where every weight is trained.</param>
/// <param name="Parts">Of a batch, computed side by side; null for what suits the machine.</param>
/// <param name="Spec">A run spec whose training section is the default instead.</param>
internal sealed record TrainArguments(
    string Model,
    string Data,
    string Out,
    string? Spec,
    string? Loss,
    string? Terms,
    double? Beta,
    double? LearningRate,
    int? Steps,
    int? BatchSize,
    double? SftWeight,
    LoraArguments? Lora,
    string? Precision,
    double? EmaDecay,
    bool GradientCheckpointing,
    int? MicroBatchSize,
    string? LearningRateSchedule,
    int? ReferenceDraws,
    string? OnDivergence,
    long? Seed,
    string? BadPairs,
    ImageSize? Size,
    int? MaxPairs,
    int? Parts,
    IReadOnlyList<string> Export,
    bool Pilot,
    bool Json);

/// <param name="Alpha">Null: as large as the rank.</param>
internal sealed record LoraArguments(int Rank, double? Alpha);
