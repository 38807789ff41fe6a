using System.CommandLine;
using InstructEngine.Cli.Pretraining;
using InstructEngine.Diffusion;

namespace InstructEngine.Cli.Commands;

/// <summary><c>pretrain</c>: makes the demo checkpoints from pictures that the project draws itself.</summary>
internal static class PretrainCommand
{
    public static Command Create()
    {
        var defaults = new PretrainSettings();
        var outOption = new Option<DirectoryInfo>("--out") { Description = "Folder for demo-base and demo-renderer; an interrupted run goes on in it.", Required = true };
        var only = new Option<string>("--only") { Description = "One stage only, so that two can be trained side by side in two processes." };
        only.AcceptOnlyFromAmong("draft", "clean", "renderer", "base");
        var draftSteps = new Option<int>("--draft-steps") { Description = "Optimiser steps of the first round, on clean data.", DefaultValueFactory = _ => defaults.DraftSteps };
        var cleanSteps = new Option<int>("--clean-steps") { Description = "Optimiser steps of the second round; both checkpoints start from its end.", DefaultValueFactory = _ => defaults.CleanSteps };
        var rendererSteps = new Option<int>("--renderer-steps") { Description = "Optimiser steps of the renderer, on clean data still.", DefaultValueFactory = _ => defaults.RendererSteps };
        var baseSteps = new Option<int>("--base-steps") { Description = "Optimiser steps of the base.", DefaultValueFactory = _ => defaults.BaseSteps };
        var autoencoderSteps = new Option<int>("--autoencoder-steps") { Description = "Optimiser steps of the autoencoder.", DefaultValueFactory = _ => defaults.AutoencoderSteps };
        var pictures = new Option<int>("--pictures") { Description = "Pictures drawn and encoded once.", DefaultValueFactory = _ => defaults.Pictures };
        var measureImages = new Option<int>("--measure-images") { Description = "Images that each finished checkpoint is measured on.", DefaultValueFactory = _ => defaults.MeasureImages };
        var seed = new Option<long>("--seed") { Description = "Seed of every draw.", DefaultValueFactory = _ => defaults.Seed };
        var threads = new Option<int>("--threads") { Description = "Threads of an operation; 1 is fastest at this size.", DefaultValueFactory = _ => 1 };
        foreach (var option in new[] { autoencoderSteps, draftSteps, cleanSteps, rendererSteps, baseSteps, pictures, measureImages, threads })
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var number) && number < 1)
                {
                    result.AddError($"{option.Name} must be 1 or more.");
                }
            });
        }

        var command = new Command("pretrain", "Makes the demo checkpoints (hours on a CPU; resumable).") { outOption, only, autoencoderSteps, draftSteps, cleanSteps, rendererSteps, baseSteps, pictures, measureImages, seed, threads };
        command.SetAction((parse, cancellationToken) => Task.Run(() =>
        {
            var settings = new PretrainSettings
            {
                Seed = parse.GetValue(seed),
                AutoencoderSteps = parse.GetValue(autoencoderSteps),
                DraftSteps = parse.GetValue(draftSteps),
                CleanSteps = parse.GetValue(cleanSteps),
                RendererSteps = parse.GetValue(rendererSteps),
                BaseSteps = parse.GetValue(baseSteps),
                MeasureImages = parse.GetValue(measureImages),
                Pictures = parse.GetValue(pictures),
            };
            TorchRuntime.SetThreads(parse.GetValue(threads));
            return Pretrain.Run(parse.GetRequiredValue(outOption).FullName, parse.GetValue(only), settings, new PretrainLog(parse.InvocationConfiguration.Error), cancellationToken);
        }, CancellationToken.None));
        return command;
    }
}
