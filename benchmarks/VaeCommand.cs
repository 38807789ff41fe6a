using System.CommandLine;
using System.Globalization;

namespace InstructEngine.Benchmarks;

/// <summary><c>vae</c>: what decoding a large picture needs, whole and in tiles.</summary>
internal static class VaeCommand
{
    private const double GiB = 1L << 30;

    public static Command Create()
    {
        var side = new Option<int>("--side") { Description = "Of the square picture, in pixels.", DefaultValueFactory = _ => 1024 };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => 1 };
        var tiled = new Option<bool>("--tiled") { Hidden = true };
        var single = new Option<bool>("--in-this-process") { Hidden = true };
        var command = new Command("vae", "Stable Diffusion's autoencoder with random weights, float32: seconds and peak memory of decoding one picture.") { side, threads, tiled, single };
        command.SetAction(parsed =>
        {
            var (pixels, t) = (parsed.GetValue(side), parsed.GetValue(threads));
            if (parsed.GetValue(single))
            {
                OwnProcess.Report(VaeMeasurement.Run(pixels, parsed.GetValue(tiled), t));
                return;
            }

            Console.WriteLine($"{pixels} x {pixels} pixels, {t} thread(s)\n\n| | seconds | peak |\n|---|---|---|");
            foreach (var inTiles in new[] { false, true })
            {
                var m = OwnProcess.Measure<VaeMeasurement>("vae", "--in-this-process", "--side", $"{pixels}", "--threads", $"{t}", "--tiled", $"{inTiles}");
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {(inTiles ? "in tiles" : "whole")} | {m.Seconds:F1} | {m.PeakBytes / GiB:F2} GiB |"));
            }
        });
        return command;
    }
}
