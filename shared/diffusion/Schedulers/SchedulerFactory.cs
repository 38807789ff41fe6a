namespace InstructEngine.Diffusion.Schedulers;

public static class SchedulerFactory
{
    /// <summary>The sampler that a configuration names.</summary>
    /// <exception cref="ArgumentException">The class or one of its settings is unknown or not supported; the message names it.</exception>
    public static IScheduler Create(SchedulerConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.ClassName switch
        {
            "DDIMScheduler" => new DDIMScheduler(config),
            "DDPMScheduler" => new DDPMScheduler(config),
            "DPMSolverMultistepScheduler" => new DPMSolverMultistepScheduler(config),
            "EulerDiscreteScheduler" => new EulerDiscreteScheduler(config),
            "PNDMScheduler" => new PNDMScheduler(config),
            _ => throw new ArgumentException(
                $"_class_name '{config.ClassName}' is unknown; DDIMScheduler, DDPMScheduler, DPMSolverMultistepScheduler, " +
                "EulerDiscreteScheduler or PNDMScheduler is needed."),
        };
    }
}
