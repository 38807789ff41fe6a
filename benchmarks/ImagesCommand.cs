using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Pipelines;

namespace InstructEngine.Benchmarks;

/// <summary><c>images</c>: how many images a second a whole pipeline draws.</summary>
internal static class ImagesCommand
{
    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "Model folder.", DefaultValueFactory = _ => Path.Combine("models", "demo-renderer") };
        var batches = new Option<int[]>("--batch") { Description = "Images drawn together; several may be given.", DefaultValueFactory = _ => [1, 8, 32], AllowMultipleArgumentsPerToken = true };
        var steps = new Option<int>("--steps") { DefaultValueFactory = _ => 12 };
        var guidance = new Option<double>("--guidance") { DefaultValueFactory = _ => 2 };
        var repeats = new Option<int>("--repeats") { Description = "The median of so many is stated.", DefaultValueFactory = _ => 5 };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => 1 };
        var command = new Command("images", "Images per second of a model folder's whole pipeline: text, sampling, decoding.") { model, batches, steps, guidance, repeats, threads };
        command.SetAction(parsed =>
        {
            TorchRuntime.SetThreads(parsed.GetValue(threads));
            using var pipeline = TextToImagePipeline.FromPretrained(parsed.GetValue(model)!);
            var settings = new GenerationSettings { Steps = parsed.GetValue(steps), GuidanceScale = parsed.GetValue(guidance) };
            Console.WriteLine(FormattableString.Invariant(
                $"{Path.GetFileName(parsed.GetValue(model))}, {pipeline.DefaultSize} px, {settings.Steps} steps, guidance {settings.GuidanceScale}, {parsed.GetValue(threads)} thread(s)\n"));
            Console.WriteLine("| images together | images/s |\n|---|---|");
            foreach (var batch in parsed.GetValue(batches)!)
            {
                var requests = Enumerable.Range(0, batch).Select(i => new ImageRequest("two red rings on a white background", null, i)).ToList();
                pipeline.Generate(requests, settings);
                var rates = Enumerable.Range(0, parsed.GetValue(repeats)).Select(_ => Rate(pipeline, requests, settings));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {batch} | {Statistics.Median(rates):F1} |"));
            }
        });
        return command;
    }

    private static double Rate(TextToImagePipeline pipeline, List<ImageRequest> requests, GenerationSettings settings)
    {
        var clock = Stopwatch.StartNew();
        pipeline.Generate(requests, settings);
        return requests.Count / clock.Elapsed.TotalSeconds;
    }
}
