namespace InstructEngine.Diffusion.Schedulers;

/// <summary>A scheduler by its short name. The model's noise schedule and prediction type stay; the class changes, as diffusers' <c>from_config</c> does it.</summary>
/// <param name="Name">As on the command line and in specs.</param>
/// <param name="Label">As Web UIs call it.</param>
public sealed record Sampler(string Name, string Label, Func<SchedulerConfig, SchedulerConfig> Adapt)
{
    public static IReadOnlyList<Sampler> Known { get; } =
    [
        new("ddim", "DDIM", config => config with { ClassName = "DDIMScheduler" }),
        new("ddpm", "DDPM", config => config with { ClassName = "DDPMScheduler" }),
        new("euler", "Euler", config => config with { ClassName = "EulerDiscreteScheduler", UseKarrasSigmas = false }),
        new("dpm++2m", "DPM++ 2M", config => Multistep(config, karras: false)),
        new("dpm++2m-karras", "DPM++ 2M Karras", config => Multistep(config, karras: true)),

        // The Runge-Kutta start is not built; without it the sampler is known as PLMS, and Stable Diffusion 1 was published with that.
        new("pndm", "PLMS", config => config with { ClassName = "PNDMScheduler", SkipPrkSteps = true }),
    ];

    public static string Names => string.Join(", ", Known.Select(sampler => sampler.Name));

    public static bool TryParse(string text, out Sampler? sampler)
    {
        sampler = Known.FirstOrDefault(known => known.Name == text);
        return sampler is not null;
    }

    /// <summary>The short name of a configuration's sampler; the class's name where it has none.</summary>
    public static string NameOf(SchedulerConfig config)
    {
        var label = LabelOf(config);
        return Known.FirstOrDefault(sampler => sampler.Label == label)?.Name ?? config.ClassName;
    }

    /// <summary>What a configuration's sampler is called.</summary>
    public static string LabelOf(SchedulerConfig config) => Required(config).ClassName switch
    {
        "DDIMScheduler" => "DDIM",
        "DDPMScheduler" => "DDPM",
        "EulerDiscreteScheduler" => config.UseKarrasSigmas ? "Euler Karras" : "Euler",
        "DPMSolverMultistepScheduler" => config.UseKarrasSigmas ? "DPM++ 2M Karras" : "DPM++ 2M",
        "PNDMScheduler" => "PLMS",
        _ => config.ClassName,
    };

    private static SchedulerConfig Required(SchedulerConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config;
    }

    private static SchedulerConfig Multistep(SchedulerConfig config, bool karras) => config with
    {
        ClassName = "DPMSolverMultistepScheduler",
        AlgorithmType = "dpmsolver++",
        SolverOrder = 2,

        // UniPC's kinds have the same field; diffusers takes the midpoint for them.
        SolverType = config.SolverType is "heun" ? "heun" : null,
        UseKarrasSigmas = karras,
        UseLuLambdas = false,
    };
}
