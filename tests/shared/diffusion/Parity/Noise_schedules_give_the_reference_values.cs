using InstructEngine.Diffusion.Schedulers;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Parity;

[Trait("Category", "Parity")]
public sealed class Noise_schedules_give_the_reference_values
{
    private const double Tolerance = 1e-6;
    private static readonly SchedulerConfig StableDiffusion = new() { BetaStart = 0.00085, BetaEnd = 0.012, BetaSchedule = "scaled_linear" };

    [Fact]
    public void For_betas_noising_and_velocity()
    {
        using var scope = NewDisposeScope();
        using var golden = Golden();
        var schedule = new NoiseSchedule(StableDiffusion);
        golden.Near("betas", tensor(schedule.Betas.ToArray()), Tolerance);
        golden.Near("alphas", 1 - tensor(schedule.Betas.ToArray()), Tolerance);
        golden.Near("alphas_cumprod", tensor(schedule.AlphasCumprod.ToArray()), Tolerance);
        golden.Near("snr", tensor(Enumerable.Range(0, 1000).Select(schedule.Snr).ToArray()), 1e-2, Tolerance);
        golden.Near("add_noise", schedule.AddNoise(golden["x0"], golden["noise"], golden["timesteps"]), Tolerance);
        golden.Near("velocity", schedule.GetVelocity(golden["x0"], golden["noise"], golden["timesteps"]), Tolerance);
    }

    [Fact]
    public void For_a_linear_schedule() =>
        Compare("alphas_cumprod_linear_1e-4_2e-2", new SchedulerConfig { BetaStart = 1e-4, BetaEnd = 2e-2 });

    [Fact]
    public void For_a_squared_cosine() =>
        Compare("alphas_cumprod_squaredcos_cap_v2", new SchedulerConfig { BetaSchedule = "squaredcos_cap_v2" });

    [Fact]
    public void For_zero_terminal_snr()
    {
        Compare("alphas_cumprod_zero_terminal_snr", StableDiffusion with { RescaleBetasZeroSnr = true });
        Assert.Equal(0, new NoiseSchedule(StableDiffusion with { RescaleBetasZeroSnr = true }).Snr(999));
    }

    private static GoldenTensors Golden() => new("schedulers", "ddpm_forward.safetensors");

    private static void Compare(string name, SchedulerConfig config)
    {
        using var scope = NewDisposeScope();
        using var golden = Golden();
        golden.Near(name, tensor(new NoiseSchedule(config).AlphasCumprod.ToArray()), Tolerance);
    }
}
