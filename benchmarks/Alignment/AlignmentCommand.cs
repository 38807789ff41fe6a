using System.CommandLine;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary><c>alignment</c>: does cross-validation alignment help, and against what?</summary>
internal static class AlignmentCommand
{
    private static readonly string[] Parts = ["tuning", "table", "ablations", "data", "draws", "sheet", "longer", "cost", "try", "all"];

    public static Command Create()
    {
        var part = new Option<string>("--part") { Description = "What to measure; earlier parts that it needs are done first. 'longer' is a table of four times the steps on all pairs, not part of 'all'.", DefaultValueFactory = _ => "all" };
        part.AcceptOnlyFromAmong(Parts);
        var settings = new Option<string[]>("--setting")
        {
            Description = "Who draws the training images: a stronger renderer, or the base itself.",
            DefaultValueFactory = _ => [Experiment.RendererSetting, Experiment.SelfSetting],
            AllowMultipleArgumentsPerToken = true,
        };
        settings.AcceptOnlyFromAmong(Experiment.RendererSetting, Experiment.SelfSetting);
        var model = new Option<string>("--model") { Description = "The base model's folder.", DefaultValueFactory = _ => Path.Combine("models", "demo-base") };
        var renderer = new Option<string>("--renderer") { Description = "The renderer's folder.", DefaultValueFactory = _ => Path.Combine("models", "demo-renderer") };
        var output = new Option<string>("--out")
        {
            Description = "Folder of finished work: what is there is taken, and several processes may share it.",
            DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "instructengine-benchmarks", "alignment"),
        };
        var steps = new Option<int>("--steps") { Description = "Optimiser steps of cross-validation at most.", DefaultValueFactory = _ => new ExperimentSize().Steps };
        var trials = new Option<int>("--trials") { Description = "Trials of each method in tuning.", DefaultValueFactory = _ => Grids.TrialsPerMethod };
        var tolerance = new Option<double>("--tolerance") { Description = "How much worse than the base's a chosen trial's pictures may be in the mean over the tuning prompts and guidances, in dB.", DefaultValueFactory = _ => 0.5 };
        var attempt = new Option<string>("--try")
        {
            Description = "For --part try, to find sane ranges on the tuning prompts: METHOD:NAME=VALUE,..., e.g. cv+sft:beta=200,lr=1e-4,sft=10,steps=150. Others: dropout, min, max (timesteps), ema, schedule, batch, pairs.",
            DefaultValueFactory = _ => "cv:beta=200,lr=1e-4,steps=150",
        };
        var quick = new Option<bool>("--quick") { Description = "Tiny numbers: shows that everything works." };
        var command = new Command("alignment", "Base, SFT, plain DPO and cross-validation on held-out prompts of the demo world, as Markdown tables.")
        {
            part, settings, model, renderer, output, steps, trials, tolerance, attempt, quick,
        };
        command.SetAction(async (parsed, _) =>
        {
            var size = parsed.GetValue(quick)
                ? ExperimentSize.Quick
                : new ExperimentSize { Steps = parsed.GetValue(steps), Trials = parsed.GetValue(trials) };
            if (parsed.GetValue(part) == "longer")
                size = size.Longer;
            using var experiment = new Experiment(
                ModelFolder.Open(parsed.GetValue(model)!), ModelFolder.Open(parsed.GetValue(renderer)!), size, new WorkFolder(parsed.GetValue(output)!), Console.Error);
            if (parsed.GetValue(part) == "try")
            {
                foreach (var setting in parsed.GetValue(settings)!)
                    await new TryPart(experiment).WriteAsync(Console.Out, setting, parsed.GetValue(attempt)!);
                return;
            }

            await new AlignmentRun(experiment, parsed.GetValue(tolerance), Console.Error).WriteAsync(Console.Out, parsed.GetValue(part)!, parsed.GetValue(settings)!);
        });
        return command;
    }
}
