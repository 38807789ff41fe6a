using System.Diagnostics;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Benchmarks;

/// <param name="ReadySeconds">From the process's start to a loaded model.</param>
/// <param name="StepSeconds">Wall time of each step; the first, which also reads the file's pages, is not among them.</param>
/// <param name="CpuSeconds">CPU time of each of the same steps.</param>
/// <param name="WeightBytes">Of the model.</param>
/// <param name="PeakBytes">Peak resident memory of the process, its mapped weights included.</param>
/// <param name="IdleBytes">Resident memory of the runtime before the model was loaded.</param>
internal sealed record UNetMeasurement(double ReadySeconds, double[] StepSeconds, double[] CpuSeconds, long WeightBytes, long PeakBytes, long IdleBytes)
{
    public static UNetMeasurement Run(string folder, ScalarType dtype, int batch, int steps, int threads)
    {
        TorchRuntime.SetThreads(threads);
        var idle = Environment.WorkingSet;
        using var unet = UNet2DConditionModel.FromPretrained(folder, dtype);
        var ready = OwnProcess.SecondsSinceStart();
        var weights = unet.parameters().Sum(p => p.NumberOfElements * p.element_size());

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var sample = randn(batch, 4, StableDiffusion15.LatentSide, StableDiffusion15.LatentSide).to(dtype);
        var context = randn(batch, StableDiffusion15.Tokens, StableDiffusion15.TextWidth).to(dtype);
        var timestep = tensor(500);
        Step();
        var times = Enumerable.Range(0, steps).Select(_ => Step()).ToArray();
        return new(ready, [.. times.Select(t => t.Wall)], [.. times.Select(t => t.Cpu)], weights, OwnProcess.PeakMemory(), idle);

        (double Wall, double Cpu) Step()
        {
            var (cpu, clock) = (OwnProcess.CpuSeconds(), Stopwatch.StartNew());
            using var output = unet.forward(sample, timestep, context);
            if (!output.isfinite().all().item<bool>())
                throw new InvalidOperationException("The UNet's output is not finite.");
            return (clock.Elapsed.TotalSeconds, OwnProcess.CpuSeconds() - cpu);
        }
    }
}
