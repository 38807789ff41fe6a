using System.CommandLine;
using System.Text.Json;
using InstructEngine.Cli.Generation;
using InstructEngine.Cli.Progress;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting;
using InstructEngine.Storage;

namespace InstructEngine.Cli.Commands;

/// <summary><c>generate</c>: images of a prompt, with any Stable Diffusion 1, 2 or XL folder.</summary>
internal static class GenerateCommand
{
    private const string Description =
        """
        Draws images of a prompt with a Stable Diffusion 1.5, 2 or XL model folder in diffusers' layout.

        The paths written go to stdout. With --count, image i has seed + i, is the one that this seed alone gives, and goes to a numbered file:
        --count 3 --out a.png writes a-0.png, a-1.png and a-2.png. The settings are written into each PNG (text chunks 'parameters', as Web UIs
        have it, and 'instructengine', as JSON). The same seed starts from PyTorch's noise for it. Stopped (Ctrl-C), it ends after the step in
        work; images that are already written stay.

        Examples:
          instructengine generate --model models/demo-base --prompt "two red squares on a white background" --steps 20 --guidance 3 --out squares.png
          instructengine generate --model ~/sd15 --prompt "a lighthouse in a storm" --negative blurry --scheduler dpm++2m-karras --steps 25 --count 4 --out a.png
          instructengine generate --model ~/sdxl --prompt - --size 1024x768 --dtype bfloat16 --vae-tiling --json --out b.png < prompt.txt
        """;

    public static Command Create()
    {
        var options = new GenerateOptions();
        var command = new Command("generate", Description);
        foreach (var option in options.All)
            command.Options.Add(option);

        command.SetAction((parsed, stop) => RunAsync(options.Read(parsed), parsed.InvocationConfiguration, stop));
        return command;
    }

    private static async Task<int> RunAsync(GenerateArguments arguments, InvocationConfiguration streams, CancellationToken stop)
    {
        var files = new OutputFiles(arguments.Out, arguments.Count);
        LoraAttachment.RequireFile(arguments.Lora);
        var model = ModelFaults.Reported(arguments.Model, PipelineDescription.Read);
        var device = TorchDevice.Resolve(arguments.Device);
        var plan = GenerationPlan.Make(arguments, PromptText.Read(arguments.Prompt, Console.In), model);
        stop.ThrowIfCancellationRequested();
        using var pipeline = ModelFaults.Reported(arguments.Model, folder => TextToImagePipeline.FromPretrained(folder, arguments.Dtype, device));
        using var adapter = LoraAttachment.Attach(pipeline, arguments.Lora, arguments.LoraScale);
        PromptText.WarnOfCut("--prompt", plan.Prompt, pipeline, streams.Error);
        PromptText.WarnOfCut("--negative", arguments.Negative, pipeline, streams.Error);
        var drawing = new Drawing(pipeline, plan, files);
        try
        {
            await ProgressViews.For(streams.Error).ShowAsync(show => Task.Run(() => Draw(drawing, arguments.Threads, show, stop), CancellationToken.None));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await streams.Error.WriteLineAsync($"Stopped: {drawing.Written.Count} of {arguments.Count} images were written.");
            return ExitCodes.Cancelled;
        }
        finally
        {
            foreach (var image in drawing.Written)
                await streams.Output.WriteLineAsync(arguments.Json ? JsonSerializer.Serialize(image, StorageJson.Options) : image.File);
        }

        return ExitCodes.Ok;
    }

    private static int Draw(Drawing drawing, int threads, Action<IReadOnlyList<Hosting.Runs.StageProgress>> show, CancellationToken stop)
    {
        // A thread keeps the number of workers of its first operation, unless it sets another itself: here, where the work is done.
        TorchRuntime.SetThreads(threads);
        drawing.Run(show, stop);
        return ExitCodes.Ok;
    }
}
