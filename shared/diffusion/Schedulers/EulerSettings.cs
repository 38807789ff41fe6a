namespace InstructEngine.Diffusion.Schedulers;

/// <summary>The settings of EulerDiscreteScheduler that are supported.</summary>
internal static class EulerSettings
{
    private const string Class = "EulerDiscreteScheduler";

    public static void Require(SchedulerConfig config)
    {
        SupportedSetting.Require(Class, "interpolation_type", config.InterpolationType ?? "linear", "linear");
        SupportedSetting.Require(Class, "timestep_type", config.TimestepType ?? "discrete", "discrete");
        SupportedSetting.Require(Class, "final_sigmas_type", config.FinalSigmasType ?? "zero", "zero");
        SupportedSetting.RequirePlainSigmas(Class, config);
    }
}
