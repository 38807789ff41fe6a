using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using InstructEngine.Diffusion.Models;

namespace InstructEngine.Diffusion.Schedulers;

/// <summary>
/// A <c>scheduler_config.json</c> with the names of diffusers. A field that is null takes the default of the class named in
/// <see cref="ClassName"/>. Another sampler for the same model: <c>config with { ClassName = "DPMSolverMultistepScheduler" }</c>.
/// </summary>
public sealed partial record SchedulerConfig
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    [JsonPropertyName("_class_name")]
    public string ClassName { get; init; } = "DDIMScheduler";
    public int NumTrainTimesteps { get; init; } = 1000;
    public double BetaStart { get; init; } = 0.0001;
    public double BetaEnd { get; init; } = 0.02;

    /// <summary><c>linear</c>, <c>scaled_linear</c> or <c>squaredcos_cap_v2</c>.</summary>
    public string BetaSchedule { get; init; } = "linear";
    public IReadOnlyList<double>? TrainedBetas { get; init; }

    /// <summary>Rescale so that the last timestep is pure noise (arXiv 2305.08891, algorithm 1).</summary>
    public bool RescaleBetasZeroSnr { get; init; }

    /// <summary><c>epsilon</c> or <c>v_prediction</c>.</summary>
    public string PredictionType { get; init; } = "epsilon";

    /// <summary><c>leading</c>, <c>linspace</c> or <c>trailing</c>; null is the class's default.</summary>
    public string? TimestepSpacing { get; init; }
    public int StepsOffset { get; init; }
    public bool? ClipSample { get; init; }
    public double ClipSampleRange { get; init; } = 1.0;
    public bool? SetAlphaToOne { get; init; }
    public bool Thresholding { get; init; }
    public bool UseKarrasSigmas { get; init; }
    public bool UseLuLambdas { get; init; }
    public bool? UseExponentialSigmas { get; init; }
    public bool? UseBetaSigmas { get; init; }
    public bool? UseFlowSigmas { get; init; }
    public double? SigmaMin { get; init; }
    public double? SigmaMax { get; init; }
    public bool SkipPrkSteps { get; init; }
    public int? SolverOrder { get; init; }
    public string? AlgorithmType { get; init; }
    public string? SolverType { get; init; }
    public bool? LowerOrderFinal { get; init; }
    public bool EulerAtFinal { get; init; }

    /// <summary><c>zero</c> or <c>sigma_min</c>; null is <c>zero</c>, the default since diffusers 0.26.</summary>
    public string? FinalSigmasType { get; init; }
    public string? InterpolationType { get; init; }

    /// <summary><c>discrete</c> or <c>continuous</c>; null is <c>discrete</c>.</summary>
    public string? TimestepType { get; init; }

    /// <summary>The least log signal-to-noise ratio that a sampler starts from; negative infinity in a file is null here: no limit.</summary>
    public double? LambdaMinClipped { get; init => field = value is double.NegativeInfinity ? null : value; }
    public string? VarianceType { get; init; }

    /// <exception cref="InvalidDataException">The file is missing or not a scheduler's configuration.</exception>
    public static SchedulerConfig Load(string file)
    {
        try
        {
            return Parse(File.ReadAllText(file));
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"{file}: not a readable scheduler configuration: {e.Message}", e);
        }
    }

    /// <exception cref="JsonException">The text is not such an object.</exception>
    public static SchedulerConfig Parse(string json) =>
        JsonSerializer.Deserialize<SchedulerConfig>(NotJson().Replace(json, "\"$0\""), Json) ?? throw new JsonException("null is no scheduler configuration.");

    public void Save(string file) => ReplacedFile.Write(file, JsonSerializer.Serialize(this, Json) + "\n");

    // Python writes these bare; diffusers has them in lambda_min_clipped.
    [GeneratedRegex(@"(?<=[:\[,]\s*)(-?Infinity|NaN)(?=\s*[,}\]])")]
    private static partial Regex NotJson();
}
