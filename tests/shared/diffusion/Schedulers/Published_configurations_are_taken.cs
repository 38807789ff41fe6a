using InstructEngine.Diffusion.Schedulers;

namespace InstructEngine.Shared.Tests.Diffusion.Schedulers;

/// <summary>With all the fields that published models and the reference's own <c>save_pretrained</c> write.</summary>
public sealed class Published_configurations_are_taken
{
    private const string Betas = "\"beta_end\": 0.012, \"beta_schedule\": \"scaled_linear\", \"beta_start\": 0.00085, \"num_train_timesteps\": 1000, \"trained_betas\": null";

    [Theory]
    [InlineData("PNDMScheduler", "\"set_alpha_to_one\": false, \"skip_prk_steps\": true, \"steps_offset\": 1, \"clip_sample\": false")]
    [InlineData("DDIMScheduler", "\"clip_sample\": false, \"prediction_type\": \"v_prediction\", \"set_alpha_to_one\": false, \"skip_prk_steps\": true, \"steps_offset\": 1")]
    [InlineData("EulerDiscreteScheduler", "\"interpolation_type\": \"linear\", \"sigma_max\": null, \"sigma_min\": null, \"timestep_spacing\": \"trailing\", \"timestep_type\": \"discrete\", \"use_karras_sigmas\": false, \"final_sigmas_type\": \"zero\", \"use_beta_sigmas\": false")]
    [InlineData("DPMSolverMultistepScheduler", "\"algorithm_type\": \"dpmsolver++\", \"lambda_min_clipped\": -Infinity, \"variance_type\": null, \"flow_shift\": 1.0, \"use_flow_sigmas\": false, \"use_exponential_sigmas\": false, \"dynamic_thresholding_ratio\": 0.995")]
    public void And_written_so_that_they_are_taken_again(string name, string fields)
    {
        var config = SchedulerConfig.Parse($$"""{ "_class_name": "{{name}}", "_diffusers_version": "0.6.0", {{Betas}}, {{fields}} }""");
        var file = Path.GetTempFileName();
        config.Save(file);
        var written = File.ReadAllText(file);
        File.Delete(file);

        Assert.DoesNotContain("Infinity", written);
        Assert.Equal(config, SchedulerConfig.Parse(written));
        using var scheduler = SchedulerFactory.Create(config);
        scheduler.SetTimesteps(4);
        Assert.Equal(name, scheduler.GetType().Name);
    }
}
