using System.CommandLine;
using System.Globalization;
using static TorchSharp.torch;

namespace InstructEngine.Benchmarks;

/// <summary><c>unet</c>: time and memory of the full Stable Diffusion 1.5 UNet.</summary>
internal static class UNetCommand
{
    private const double GiB = 1L << 30;

    public static Command Create()
    {
        var dtypes = new Option<ScalarType[]>("--dtype")
        {
            Description = "Float32, BFloat16 or Float16; several may be given.",
            DefaultValueFactory = _ => [ScalarType.Float32, ScalarType.BFloat16],
            AllowMultipleArgumentsPerToken = true,
        };
        var steps = new Option<int>("--steps") { Description = "Steps timed, after one that is not.", DefaultValueFactory = _ => 5 };
        var batch = new Option<int>("--batch") { Description = "Rows: 2 is one image with guidance.", DefaultValueFactory = _ => 2 };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => 1 };
        var work = new Option<string>("--work")
        {
            Description = "Folder for the random checkpoints (3.4 GB in float32), kept for the next time.",
            DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "instructengine-benchmarks"),
        };
        var single = new Option<bool>("--in-this-process") { Hidden = true };
        var command = new Command("unet", "Stable Diffusion 1.5's UNet with random weights, 64x64 latents: seconds a step, load time, peak memory.")
        {
            dtypes, steps, batch, threads, work, single,
        };
        command.SetAction(parsed =>
        {
            var (n, b, t, folder) = (parsed.GetValue(steps), parsed.GetValue(batch), parsed.GetValue(threads), parsed.GetValue(work)!);
            if (parsed.GetValue(single))
            {
                var dtype = parsed.GetValue(dtypes)![0];
                OwnProcess.Report(UNetMeasurement.Run(StableDiffusion15.Checkpoint(folder, dtype), dtype, b, n, t));
                return;
            }

            Console.WriteLine($"batch {b}, {n} steps, {t} thread(s)\n");
            Console.WriteLine("| dtype | s/step (median) | CPU s/step | ready after | weights | peak | peak without the runtime |");
            Console.WriteLine("|---|---|---|---|---|---|---|");
            foreach (var dtype in parsed.GetValue(dtypes)!)
            {
                StableDiffusion15.Checkpoint(folder, dtype);
                Console.WriteLine(Row(dtype, OwnProcess.Measure<UNetMeasurement>(
                    "unet", "--in-this-process", "--dtype", $"{dtype}", "--steps", $"{n}", "--batch", $"{b}", "--threads", $"{t}", "--work", folder)));
            }
        });
        return command;
    }

    private static string Row(ScalarType dtype, UNetMeasurement m) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {dtype} | {Statistics.Median(m.StepSeconds):F2} | {Statistics.Median(m.CpuSeconds):F2} | {m.ReadySeconds:F2} s | "
        + $"{m.WeightBytes / GiB:F2} GiB | {m.PeakBytes / GiB:F2} GiB | {(m.PeakBytes - m.IdleBytes) / GiB:F2} GiB |");
}
