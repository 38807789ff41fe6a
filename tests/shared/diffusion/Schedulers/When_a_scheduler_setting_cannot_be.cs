using InstructEngine.Diffusion.Schedulers;

namespace InstructEngine.Shared.Tests.Diffusion.Schedulers;

public sealed class When_a_scheduler_setting_cannot_be
{
    [Theory]
    [InlineData("_class_name", "\"LMSDiscreteScheduler\"")]
    [InlineData("beta_schedule", "\"sigmoid\"")]
    [InlineData("beta_start", "-1")]
    [InlineData("beta_start", "NaN")]
    [InlineData("beta_end", "Infinity")]
    [InlineData("beta_end", "1.5")]
    [InlineData("trained_betas", "[]")]
    [InlineData("trained_betas", "[0.1, NaN]")]
    [InlineData("trained_betas", "[0.1, -0.1]")]
    [InlineData("trained_betas", "[0.1, 1.1]")]
    [InlineData("num_train_timesteps", "0")]
    [InlineData("num_train_timesteps", "-2000000000")]
    [InlineData("num_train_timesteps", "2000000000")]
    [InlineData("steps_offset", "2000000000")]
    [InlineData("steps_offset", "-1")]
    [InlineData("clip_sample_range", "NaN")]
    [InlineData("clip_sample_range", "-1")]
    [InlineData("prediction_type", "\"sample\"")]
    [InlineData("timestep_spacing", "\"random\"")]
    [InlineData("steps_offset", "1000")]
    [InlineData("thresholding", "true")]
    public void It_is_named(string field, string value)
    {
        var fault = Assert.ThrowsAny<ArgumentException>(() =>
        {
            using var scheduler = SchedulerFactory.Create(SchedulerConfig.Parse($$"""{ "{{field}}": {{value}} }"""));
            scheduler.SetTimesteps(10);
        });
        Assert.Contains(field, fault.Message);
        Assert.DoesNotContain("(Parameter", fault.Message);
    }

    [Theory]
    [InlineData("algorithm_type", "\"sde-dpmsolver++\"")]
    [InlineData("solver_order", "3")]
    [InlineData("use_lu_lambdas", "true")]
    [InlineData("final_sigmas_type", "\"none\"")]
    [InlineData("rescale_betas_zero_snr", "true")]
    [InlineData("lambda_min_clipped", "-5.1")]
    [InlineData("use_exponential_sigmas", "true")]
    [InlineData("use_beta_sigmas", "true")]
    [InlineData("use_flow_sigmas", "true")]
    public void It_is_named_for_DPM_Solver(string field, string value) => Assert.Contains(field, Assert.ThrowsAny<ArgumentException>(
        () => SchedulerFactory.Create(SchedulerConfig.Parse($$"""{ "_class_name": "DPMSolverMultistepScheduler", "{{field}}": {{value}} }"""))).Message);

    [Theory]
    [InlineData("interpolation_type", "\"log_linear\"")]
    [InlineData("timestep_type", "\"continuous\"")]
    [InlineData("final_sigmas_type", "\"sigma_min\"")]
    [InlineData("use_exponential_sigmas", "true")]
    [InlineData("use_beta_sigmas", "true")]
    [InlineData("sigma_min", "0.002")]
    [InlineData("sigma_max", "700.0")]
    public void It_is_named_for_Euler(string field, string value) => Assert.Contains(field, Assert.ThrowsAny<ArgumentException>(
        () => SchedulerFactory.Create(SchedulerConfig.Parse($$"""{ "_class_name": "EulerDiscreteScheduler", "{{field}}": {{value}} }"""))).Message);

    [Theory]
    [InlineData("")]
    [InlineData("{ \"beta_start\": \"small\" }")]
    [InlineData("null")]
    public void A_damaged_file_is_named(string content)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, content);
        Assert.Contains(file, Assert.Throws<InvalidDataException>(() => SchedulerConfig.Load(file)).Message);
        File.Delete(file);
    }

    [Fact]
    public void A_number_that_only_Python_writes_is_read() =>
        Assert.Equal("epsilon", SchedulerConfig.Parse("""{ "lambda_min_clipped": -Infinity, "prediction_type": "epsilon" }""").PredictionType);

    [Fact]
    public void What_is_saved_is_read_back()
    {
        var file = Path.GetTempFileName();
        var config = new SchedulerConfig { ClassName = "PNDMScheduler", SkipPrkSteps = true, TimestepSpacing = "trailing" };
        config.Save(file);
        Assert.Equal(config, SchedulerConfig.Load(file));
        File.Delete(file);
    }
}
