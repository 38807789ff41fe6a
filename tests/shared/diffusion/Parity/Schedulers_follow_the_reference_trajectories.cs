using System.Text.Json;
using InstructEngine.Diffusion.Schedulers;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Parity;

[Trait("Category", "Parity")]
public sealed class Schedulers_follow_the_reference_trajectories
{
    private const double Tolerance = 1e-4;

    public static IEnumerable<TheoryDataRow<string>> Names => GoldenFolder.IsHere
        ? GoldenFolder.RequireJson("schedulers", "index.json").GetProperty("schedulers").EnumerateObject()
            .Select(entry => new TheoryDataRow<string>(entry.Name))
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
            Follow(scheduler, golden, count);
        }
    }

    private static IScheduler Create(JsonElement entry)
    {
        var config = SchedulerConfig.Parse(entry.GetProperty("config").GetRawText());
        return entry.GetProperty("step_kwargs").TryGetProperty("eta", out var eta)
            ? new DDIMScheduler(config) { Eta = eta.GetDouble() }
            : SchedulerFactory.Create(config);
    }

    private static void Follow(IScheduler scheduler, GoldenTensors golden, int count)
    {
        using var scope = NewDisposeScope();
        scheduler.SetTimesteps(count);
        golden.Near($"n{count}.timesteps", tensor(scheduler.Timesteps.ToArray()), 1e-3);
        golden.Near($"n{count}.init_noise_sigma", tensor([scheduler.InitNoiseSigma]), 1e-5);
        var sample = golden[$"n{count}.sample_0"];
        var (inputs, expected) = (golden[$"n{count}.model_inputs"], golden[$"n{count}.prev_samples"]);
        var noise = golden.Has($"n{count}.variance_noise") ? golden[$"n{count}.variance_noise"] : null;
        for (var step = 0; step < scheduler.Timesteps.Count; step++)
        {
            var input = scheduler.ScaleModelInput(sample, step);
            GoldenTensors.Near(inputs[step], input, Tolerance, Tolerance, $"n{count} input {step}");
            sample = scheduler.Step(0.1 * input + Math.Sin(step), step, sample, () => noise![step]);
            GoldenTensors.Near(expected[step], sample, Tolerance, Tolerance, $"n{count} step {step}");
        }
    }
}
