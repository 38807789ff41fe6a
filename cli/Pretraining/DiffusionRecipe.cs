namespace InstructEngine.Cli.Pretraining;

/// <summary>What makes one checkpoint different from the other.</summary>
/// <param name="WrongCaptionShare">Probability that a caption names a wrong value, for each attribute on its own.</param>
/// <param name="TimestepExponent">Timesteps are 1000 · u^exponent for uniform u: below 1 towards noise, above 1 towards the picture.</param>
/// <param name="StartFrom">A finished checkpoint to go on from; null starts from random weights.</param>
internal sealed record DiffusionRecipe(string Name, int Steps, double LearningRate, double WrongCaptionShare, double TimestepExponent, DemoModelFolder? StartFrom);
