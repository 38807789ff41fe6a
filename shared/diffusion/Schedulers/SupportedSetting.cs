using System.Globalization;

namespace InstructEngine.Diffusion.Schedulers;

/// <summary>Refuses a setting that would change the pictures but is not built, instead of passing over it.</summary>
internal static class SupportedSetting
{
    /// <exception cref="ArgumentException">Names the setting, its value and what is supported.</exception>
    public static void Require(string scheduler, string field, string value, params string[] supported)
    {
        if (!supported.Contains(value))
        {
            throw new ArgumentException($"{field} '{value}' is not supported by {scheduler}; {string.Join(" or ", supported)} is needed.");
        }
    }

    /// <summary>The noise levels of the timesteps, or Karras's between the same ends.</summary>
    /// <inheritdoc cref="Require" path="/exception"/>
    public static void RequirePlainSigmas(string scheduler, SchedulerConfig config)
    {
        Require(scheduler, "use_exponential_sigmas", config.UseExponentialSigmas ?? false ? "true" : "false", "false");
        Require(scheduler, "use_beta_sigmas", config.UseBetaSigmas ?? false ? "true" : "false", "false");
        Require(scheduler, "use_flow_sigmas", config.UseFlowSigmas ?? false ? "true" : "false", "false");
        Require(scheduler, "sigma_min", Text(config.SigmaMin), "null");
        Require(scheduler, "sigma_max", Text(config.SigmaMax), "null");
    }

    public static string Text(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "null";
}
