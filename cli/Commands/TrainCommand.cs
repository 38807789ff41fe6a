using System.CommandLine;
using InstructEngine.Cli.Training;

namespace InstructEngine.Cli.Commands;

/// <summary><c>train</c>: aligns a model with preference pairs that are there already.</summary>
internal static class TrainCommand
{
    private const string Description =
        """
        Aligns a Stable Diffusion 1.5, 2 or XL model with preference pairs: those of a run, or any Parquet data in Pick-a-Pic's columns.

        Pairs of a run have an instruction for each image: cross-validation (the default) learns from both. Pick-a-Pic's pairs share one caption:
        they need --loss diffusion-dpo (or sft). All pairs are checked before the model is loaded. Stopped (Ctrl-C) and started again with the same
        options, it goes on where it was, to the same weights. The folder holds model/ (a folder in diffusers' layout, as generate takes it), training.json,
        report.html, and what a stopped training goes on from. Without options, the settings are the demo's for small models, and those published
        with Diffusion-DPO for Stable Diffusion.

        --pilot tries a quarter, one and four times beta with a third, one and three times the learning rate, --steps steps each (default 40) on at most
        512 pairs, and recommends: of the trials that neither diverged nor raised the error on the preferred images above the base's, those within one
        standard error of the best held-out accuracy, and of these the one with the lowest such error.

        Examples:
          instructengine train --model models/demo-base --data runs/demo-1f2e3d4c --out aligned
          instructengine train --model ~/sd15 --data pickapic/ --loss diffusion-dpo --bad-pairs skip --max-pairs 25000 --out sd15-dpo
          instructengine train --model models/demo-base --data runs/demo-1f2e3d4c --out pilot --pilot
        """;

    public static Command Create()
    {
        var options = new TrainOptions();
        var command = new Command("train", Description);
        foreach (var option in options.All)
            command.Options.Add(option);

        command.SetAction((parsed, stop) =>
        {
            var arguments = options.Read(parsed);
            return arguments.Pilot ? PilotRun.RunAsync(arguments, parsed.InvocationConfiguration, stop) : Train.RunAsync(arguments, parsed.InvocationConfiguration, stop);
        });
        return command;
    }
}
