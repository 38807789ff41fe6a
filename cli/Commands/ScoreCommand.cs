using System.CommandLine;
using System.Text.Json;
using InstructEngine.Cli.Generation;
using InstructEngine.Cli.Output;
using InstructEngine.Cli.Scoring;
using InstructEngine.Hosting;
using static TorchSharp.torch;

namespace InstructEngine.Cli.Commands;

/// <summary><c>score</c>: images that were drawn elsewhere, judged.</summary>
internal static class ScoreCommand
{
    private const string Description =
        """
        Judges images against their prompts with one scorer or several. Images are PNG, JPEG or WebP files; each is held against its own prompt only.

        An image that cannot be read is said on stderr and counted, the others are scored, and the command ends with code 1. Where a scorer gives no
        number, the figure is '-' (null in JSON) and the mean leaves it out.

        Examples:
          instructengine score --scorers clip-score=clip-vit-large-patch14 --prompt "a lighthouse in a storm" a.png b.png
          instructengine score --scorers hps-v2.1=hps,pick-score=pickscore,aesthetic=laion,image-reward=ir --prompts drawn.csv --json
        """;

    private static readonly Dictionary<string, ScalarType> Dtypes = new(StringComparer.Ordinal)
    {
        ["float32"] = ScalarType.Float32,
        ["bfloat16"] = ScalarType.BFloat16,
    };

    public static Command Create()
    {
        var scorers = ParsedOption.Make<IReadOnlyList<ScorerChoice>>("--scorers", "NAME=FOLDER,…", "Who judges, and where its model is.", ScorerChoice.Form, ScorerChoice.TryParse);
        scorers.Required = true;
        var prompt = new Option<string?>("--prompt") { Description = "What all the images were drawn for; '-' reads it from stdin.", HelpName = "TEXT" };
        var prompts = new Option<string?>("--prompts") { Description = "A CSV file with the columns file and prompt, instead of images on the command line.", HelpName = "FILE.csv" };
        var dtype = ParsedOption.Make<ScalarType>("--dtype", "TYPE", "float32 or bfloat16. Default: float32.", $"one of {string.Join(", ", Dtypes.Keys)}", Dtypes.TryGetValue);
        dtype.DefaultValueFactory = _ => ScalarType.Float32;
        var device = ParsedOption.Make<string>("--device", "NAME", "cpu, cuda or cuda:N.", "cpu, cuda or cuda:N", TorchDevice.TryParse);
        device.DefaultValueFactory = _ => TorchDevice.Cpu;
        var json = RunOptions.Json("Print all figures as JSON instead of the table.");
        var images = new Argument<string[]>("IMAGE") { Description = "Image files.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("score", Description) { scorers, prompt, prompts, dtype, device, json, images };
        command.Validators.Add(parsed =>
        {
            var files = parsed.GetResult(images)?.Tokens.Count ?? 0;
            if ((parsed.GetResult(prompt) is null) == (parsed.GetResult(prompts) is null))
                parsed.AddError("Say what the images were drawn for with either --prompt or --prompts.");
            else if ((parsed.GetResult(prompts) is null) == (files == 0))
                parsed.AddError(files == 0 ? "Name the images that --prompt was drawn as." : "--prompts names the images; name none beside it.");
        });
        command.SetAction((parsed, stop) =>
        {
            var rows = parsed.GetValue(prompts) is { } file
                ? PromptRows.Read(file)
                : OfOnePrompt(parsed.GetRequiredValue(images), PromptText.Read(parsed.GetRequiredValue(prompt)!, Console.In));
            return RunAsync(parsed.GetRequiredValue(scorers), rows, parsed.GetValue(dtype), parsed.GetRequiredValue(device), parsed.GetValue(json), parsed.InvocationConfiguration, stop);
        });
        return command;
    }

    private static IReadOnlyList<(string, string)> OfOnePrompt(string[] images, string prompt) => [.. images.Select(image => (image, prompt))];

    private static async Task<int> RunAsync(
        IReadOnlyList<ScorerChoice> choices, IReadOnlyList<(string, string)> rows, ScalarType dtype, string device, bool json, InvocationConfiguration streams, CancellationToken stop)
    {
        using var scorer = ScorerChoice.Load(choices, dtype, TorchDevice.Resolve(device));
        var report = await Task.Run(() => new ScoreRun(scorer).Run(rows, stop), stop);
        await streams.Output.WriteAsync(json ? JsonSerializer.Serialize(report, TextOutput.Json) + "\n" : ScoreTable.Of(report));
        foreach (var image in report.Images.Where(image => image.Error is not null))
            await streams.Error.WriteLineAsync(DisplayText.Of(image.Error!));
        if (report.Failed == 0)
            return ExitCodes.Ok;

        await streams.Error.WriteLineAsync($"{report.Failed} of {rows.Count} images cannot be judged.");
        return ExitCodes.RunFailed;
    }
}
