using System.CommandLine;
using InstructEngine.Cli.Embedded;
using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Output;
using InstructEngine.Cli.Progress;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Commands;

/// <summary><c>run</c>: the whole pipeline in this process.</summary>
internal static class RunCommand
{
    private const string Description =
        """
        Runs the whole pipeline in this process, from prompts to a report. Without options: the built-in demo.

        Stopped (Ctrl-C) and started again, it goes on where it was; a run that is done prints its result again. The folder holds summary.json,
        report.html, dataset/, checkpoints/aligned/ (a model folder in diffusers' layout), run.db, blobs/ and run.log. With --until it is another run,
        which makes what it names and what that needs.

        Examples:
          instructengine run
          instructengine run --prompts my_prompts.txt --out runs/mine
          instructengine run --until dataset --out runs/pairs
          instructengine run --spec spec.json --seed 7 --json > summary.json
        """;

    public static Command Create(IServiceModule[] additions)
    {
        var spec = RunOptions.Spec();
        var prompts = RunOptions.Prompts();
        var taxonomy = RunOptions.Taxonomy();
        var seed = RunOptions.Seed();
        var until = RunOptions.Until();
        var json = RunOptions.Json("Print summary.json instead of the table.");
        var output = new Option<string?>("--out") { Description = "The run's folder. Default: ./runs/<name>-<id>, the same for the same spec, seed and prompts.", HelpName = "DIR" };
        var models = new Option<string?>("--models") { Description = $"Folder that holds the models named in the spec. Default: {ModelsFolder.Variable}, else 'models' beside the program, here or above.", HelpName = "DIR" };
        var command = new Command("run", Description) { spec, prompts, taxonomy, output, seed, until, models, json };
        command.SetAction(async (parsed, stop) =>
        {
            var inputs = RunInputs.Read(parsed.GetValue(spec), parsed.GetValue(prompts), parsed.GetValue(seed), parsed.GetValue(until), parsed.GetValue(taxonomy));
            var modelsRoot = ModelsFolder.Find(parsed.GetValue(models), inputs.Spec);
            var (standardOutput, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var path = parsed.GetValue(output) ?? DefaultFolder.Of(inputs);
            using var folder = RunFolder.Take(path, inputs.ToMarker(DateTimeOffset.UtcNow));
            await error.WriteLineAsync($"Run {inputs.RunId} in {path}");
            try
            {
                if (!await FinishedRun.IsDoneAsync(folder, inputs.RunId, modelsRoot, stop))
                {
                    FreeSpace.EnsureEnough(folder.Path);
                    await new EmbeddedRun(folder, inputs, modelsRoot, ProgressViews.For(error), additions).RunAsync(stop);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                await error.WriteLineAsync($"Stopped. To go on: the same command again{(parsed.GetValue(output) is null ? $", or with --out {path}" : "")}.");
                return ExitCodes.Cancelled;
            }

            await RunResult.PrintAsync(folder, parsed.GetValue(json), standardOutput, error, stop);
            return ExitCodes.Ok;
        });
        return command;
    }
}
