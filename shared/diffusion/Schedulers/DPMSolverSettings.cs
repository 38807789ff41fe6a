namespace InstructEngine.Diffusion.Schedulers;

/// <summary>The settings of DPMSolverMultistepScheduler that are supported.</summary>
internal static class DPMSolverSettings
{
    public static void Require(SchedulerConfig config)
    {
        Known("algorithm_type", config.AlgorithmType ?? "dpmsolver++", "dpmsolver++");
        Known("solver_order", $"{config.SolverOrder ?? 2}", "2", "1");
        Known("solver_type", config.SolverType ?? "midpoint", "midpoint", "heun");
        Known("final_sigmas_type", config.FinalSigmasType ?? "zero", "zero", "sigma_min");
        Known("use_lu_lambdas", $"{config.UseLuLambdas}", "False");
        Known("thresholding", $"{config.Thresholding}", "False");
        Known("lambda_min_clipped", SupportedSetting.Text(config.LambdaMinClipped), "null");
        SupportedSetting.RequirePlainSigmas("DPMSolverMultistepScheduler", config);
        if (config.RescaleBetasZeroSnr && config.PredictionType != "v_prediction")
        {
            throw new ArgumentException($"prediction_type {config.PredictionType} is undefined at pure noise; v_prediction is needed with rescale_betas_zero_snr.");
        }
    }

    private static void Known(string field, string value, params string[] supported) =>
        SupportedSetting.Require("DPMSolverMultistepScheduler", field, value, supported);
}
