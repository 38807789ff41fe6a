using System.Text.Json;
using InstructEngine.Diffusion.Schedulers;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Parity;

[Trait("Category", "Parity")]
public sealed class Schedulers_follow_the_reference_trajectories
{
    /// <summary>Largest difference of any value.</summary>
    private const double Absolute = 1e-4;

    /// <summary>Of float32, for numbers just above a power of two.</summary>
    private const double Rounding = 1.0 / (1 << 23);

    /// <summary>
    /// Largest relative L2 difference, a few times what is found. Both sides keep samples in float32; the coefficients are float32 in the
    /// reference and float64 here, and the samplers differ in how much that shows.
    /// </summary>
    private static readonly Dictionary<string, double> RelativeL2 = new()
    {
        // A few products and one sum a step.
        ["DDIMScheduler"] = 2e-6,
        ["EulerDiscreteScheduler"] = 2e-6,

        // Differences of logarithms, and of successive predictions.
        ["DPMSolverMultistepScheduler"] = 4e-6,

        // Four predictions with factors up to 59/24, which cancel.
        ["PNDMScheduler"] = 4e-6,

        // 1 - a_t / a_s keeps three or four digits in the reference's float32.
        ["DDPMScheduler"] = 1e-5,
    };

    public static IEnumerable<TheoryDataRow<string>> Names => GoldenFolder.Find("schedulers", "index.json") is { } index
        ? GoldenFolder.ReadJson(index).GetProperty("schedulers").EnumerateObject().Select(entry => entry.Name)
            .Where(name => GoldenFolder.Find("schedulers", $"{name}.safetensors") is not null)
            .Select(name => new TheoryDataRow<string>(name))
        : [new TheoryDataRow<string>("")];

    [Theory, MemberData(nameof(Names))]
    public void At_every_step(string name)
    {
        var index = GoldenFolder.RequireJson("schedulers", "index.json");
        var entry = index.GetProperty("schedulers").GetProperty(name);
        using var golden = new GoldenTensors("schedulers", $"{name}.safetensors");
        using var scheduler = Create(entry);
        foreach (var count in index.GetProperty("num_inference_steps").EnumerateArray().Select(n => n.GetInt32()))
        {
            Follow(scheduler, golden, count, RelativeL2[scheduler.GetType().Name]);
        }
    }

    private static IScheduler Create(JsonElement entry)
    {
        var config = SchedulerConfig.Parse(entry.GetProperty("config").GetRawText());
        return entry.GetProperty("step_kwargs").TryGetProperty("eta", out var eta)
            ? new DDIMScheduler(config) { Eta = eta.GetDouble() }
            : SchedulerFactory.Create(config);
    }

    private static void Follow(IScheduler scheduler, GoldenTensors golden, int count, double relativeL2)
    {
        using var scope = NewDisposeScope();
        scheduler.SetTimesteps(count);
        golden.Near($"n{count}.timesteps", tensor(scheduler.Timesteps.ToArray()), 1e-3);
        golden.Near($"n{count}.init_noise_sigma", tensor([scheduler.InitNoiseSigma]), double.PositiveInfinity, 1e-6);
        if (golden.Has($"n{count}.sigmas"))
        {
            golden.Near($"n{count}.sigmas", tensor(Sigmas(scheduler).ToArray()), double.PositiveInfinity, 1e-6);
        }

        var sample = golden[$"n{count}.sample_0"];
        var (inputs, expected) = (golden[$"n{count}.model_inputs"], golden[$"n{count}.prev_samples"]);
        var noise = golden.Has($"n{count}.variance_noise") ? golden[$"n{count}.variance_noise"] : null;
        var greatest = 0.0;
        for (var step = 0; step < scheduler.Timesteps.Count; step++)
        {
            // What was rounded while the numbers were large (pure noise is sigma 4096) stays when they have become small.
            greatest = Math.Max(greatest, Greatest(sample));
            var absolute = Math.Max(Absolute, 2 * Rounding * greatest);
            var relative = relativeL2 * Math.Max(1, greatest / Greatest(expected[step]));

            var input = scheduler.ScaleModelInput(sample, step);
            GoldenTensors.Near(inputs[step], input, absolute, relative, $"n{count} input {step}");
            sample = scheduler.Step(0.1 * input + Math.Sin(step), step, sample, () => noise![step]);
            GoldenTensors.Near(expected[step], sample, absolute, relative, $"n{count} step {step}");
        }
    }

    private static double Greatest(Tensor tensor) => tensor.abs().max().item<float>();

    private static IReadOnlyList<double> Sigmas(IScheduler scheduler) => scheduler switch
    {
        EulerDiscreteScheduler euler => euler.Sigmas,
        DPMSolverMultistepScheduler solver => solver.Sigmas,
        _ => throw new ArgumentException($"{scheduler.GetType().Name} has no sigmas.", nameof(scheduler)),
    };
}
