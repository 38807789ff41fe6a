using InstructEngine.Diffusion.Schedulers;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Schedulers;

/// <summary>
/// For data that is normal with a known mean and deviation the best model is known, and so is where the probability flow takes
/// a start: what every deterministic sampler must come near, also from a start that is pure noise.
/// </summary>
public sealed class From_pure_noise_to_the_exact_solution
{
    private const double Mean = 0.5;
    private const double Deviation = 1;

    private static readonly SchedulerConfig Demo = new()
    {
        BetaStart = 0.00085,
        BetaEnd = 0.012,
        BetaSchedule = "scaled_linear",
        RescaleBetasZeroSnr = true,
        PredictionType = "v_prediction",
        TimestepSpacing = "trailing",
        ClipSample = false,
        SetAlphaToOne = true,
    };

    [Theory]
    [InlineData("DDIMScheduler", 50, 0.08)]
    [InlineData("DPMSolverMultistepScheduler", 20, 0.06)]
    [InlineData("DPMSolverMultistepScheduler", 50, 0.02)]
    [InlineData("EulerDiscreteScheduler", 50, 0.08)]
    public void With_zero_terminal_snr(string sampler, int steps, double tolerance) =>
        Assert.InRange(Error(Demo with { ClassName = sampler }, steps), 0, tolerance);

    [Theory]
    [InlineData("DPMSolverMultistepScheduler", 0.02)]
    [InlineData("EulerDiscreteScheduler", 0.07)]
    [InlineData("PNDMScheduler", 0.08)]
    public void With_the_schedule_of_Stable_Diffusion(string sampler, double tolerance) => Assert.InRange(
        Error(Demo with { ClassName = sampler, RescaleBetasZeroSnr = false, TimestepSpacing = "leading", StepsOffset = 1, SkipPrkSteps = true }, 50), 0, tolerance);

    [Fact]
    public void PNDM_refuses_to_start_there()
    {
        var config = Demo with { ClassName = "PNDMScheduler", SkipPrkSteps = true };
        Assert.Contains("DDIM", Assert.Throws<InvalidOperationException>(() => Error(config, 10)).Message);
    }

    [Fact]
    public void A_multistep_sampler_wants_its_steps_in_order()
    {
        using var scheduler = SchedulerFactory.Create(Demo with { ClassName = "DPMSolverMultistepScheduler" });
        scheduler.SetTimesteps(4);
        Assert.Throws<InvalidOperationException>(() => scheduler.Step(zeros(1), 1, zeros(1)));
    }

    private static double Error(SchedulerConfig config, int steps)
    {
        using var scope = NewDisposeScope();
        using var scheduler = SchedulerFactory.Create(config);
        scheduler.SetTimesteps(steps);
        var noise = linspace(-2, 2, 41);
        var sample = noise * scheduler.InitNoiseSigma;
        for (var step = 0; step < scheduler.Timesteps.Count; step++)
        {
            var timestep = (int)Math.Round(scheduler.Timesteps[step]);
            sample = scheduler.Step(Velocity(scheduler.Schedule, scheduler.ScaleModelInput(sample, step), timestep), step, sample);
        }

        var (signal, _, total) = Level(scheduler.Schedule, (int)Math.Round(scheduler.Timesteps[0]));
        var exact = Mean + Deviation * (noise - signal * Mean) / Math.Sqrt(total);
        return (sample - exact).abs().max().item<float>();
    }

    /// <summary>E[sqrt(a) noise - sqrt(1 - a) x | z]; x is regressed on z.</summary>
    private static Tensor Velocity(NoiseSchedule schedule, Tensor z, int timestep)
    {
        var (signal, spread, total) = Level(schedule, timestep);
        var surprise = (z - signal * Mean) / total;
        var original = Mean + signal * Deviation * Deviation * surprise;
        return signal * (spread * surprise) - spread * original;
    }

    private static (double Signal, double Spread, double Total) Level(NoiseSchedule schedule, int timestep)
    {
        var alpha = (double)schedule.AlphasCumprod[timestep];
        return (Math.Sqrt(alpha), Math.Sqrt(1 - alpha), alpha * Deviation * Deviation + 1 - alpha);
    }
}
