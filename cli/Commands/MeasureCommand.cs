using System.CommandLine;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Pretraining;
using InstructEngine.Diffusion;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Commands;

/// <summary><c>measure</c>: what a demo checkpoint gets right on held-out combinations.</summary>
internal static class MeasureCommand
{
    private const string Description =
        """
        Draws held-out prompts of the demo world with a demo checkpoint and counts what the checker reads back, per attribute, with 95 % (Wilson) intervals.

        Example:
          instructengine measure --model models/demo-renderer --images 512 --guidance 2 --sheet renderer.png
        """;

    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "Model folder.", HelpName = "DIR", Required = true };
        var images = new Option<int>("--images") { Description = "Images, one a prompt.", DefaultValueFactory = _ => 256 };
        var guidance = new Option<double[]>("--guidance")
        {
            Description = "Guidance scales, e.g. --guidance 1 2 3.",
            DefaultValueFactory = _ => [2.0],
            AllowMultipleArgumentsPerToken = true,
        };
        var steps = new Option<int>("--steps") { Description = "Sampler steps.", DefaultValueFactory = _ => 12 };
        var seed = RunOptions.Seed();
        var sheet = new Option<string?>("--sheet") { Description = "PNG with the first 48 pictures of the last guidance scale, framed green where all is right.", HelpName = "FILE" };
        images.Validators.Add(Positive);
        steps.Validators.Add(Positive);
        var command = new Command("measure", Description) { model, images, guidance, steps, seed, sheet };
        command.SetAction((parsed, stop) => Task.Run(
            () =>
            {
                var folder = parsed.GetRequiredValue(model);
                if (!Directory.Exists(folder))
                    throw new CommandFailure(ExitCodes.Usage, $"--model is '{folder}'; there is no such folder. `instructengine pretrain` makes demo checkpoints.");

                TorchRuntime.SetThreads(1);
                foreach (var scale in parsed.GetRequiredValue(guidance))
                {
                    stop.ThrowIfCancellationRequested();
                    var result = DemoMeasurement.Run(folder, parsed.GetValue(images), scale, parsed.GetValue(seed) ?? 1, parsed.GetValue(sheet), parsed.GetValue(steps));
                    parsed.InvocationConfiguration.Output.WriteLine(result.ToString());
                }

                return ExitCodes.Ok;
            },
            CancellationToken.None));
        return command;

        static void Positive(System.CommandLine.Parsing.OptionResult result)
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{result.Option.Name} must be 1 or more.");
        }
    }
}
