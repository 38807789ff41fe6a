namespace InstructEngine.Benchmarks.Alignment;

/// <summary>
/// The settings tried for each method, written down before they are tried: three of β, learning rate and SFT weight, each at half and
/// at all of the method's steps. The half costs no training of its own: the learning rate is constant after the warm-up.
/// </summary>
internal static class Grids
{
    public const int TrialsPerMethod = 6;

    /// <summary>A β where a loss has none; the spec wants one.</summary>
    private const double NoBeta = 1;

    public static IReadOnlyList<Trial> CrossValidation { get; } = Of((200, 1e-4, 0), (200, 3e-4, 0), (1000, 1e-4, 0));

    public static IReadOnlyList<Trial> CrossValidationAndSft { get; } = Of((200, 1e-4, 10), (200, 3e-4, 30), (200, 3e-4, 100));

    public static IReadOnlyList<Trial> DiffusionDpo { get; } = Of((200, 1e-4, 0), (200, 3e-4, 0), (1000, 1e-4, 0));

    public static IReadOnlyList<Trial> Sft { get; } = Of((NoBeta, 1e-4, 0), (NoBeta, 3e-4, 0), (NoBeta, 5e-4, 0));

    /// <summary>The one setting of each method in a longer training: learning rates that fall to zero and an average of the weights let it end well.</summary>
    public static IReadOnlyList<Trial> Longer(double beta, double learningRate, double sftWeight = 0) =>
    [
        new Trial(beta, learningRate, sftWeight, 1) { EmaDecay = 0.99, Schedule = "cosine", CaptionDropout = 0.15 },
    ];

    private static Trial[] Of(params (double Beta, double LearningRate, double SftWeight)[] settings) =>
        [.. from setting in settings from share in new[] { 1, 0.5 } select new Trial(setting.Beta, setting.LearningRate, setting.SftWeight, share)];
}
