using InstructEngine.Hosting;

namespace InstructEngine.Cli.Pretraining;

/// <summary>The stages in order: one autoencoder; a draft on clean data; and from it the renderer, on clean data still, and the base, on data as the web's is.</summary>
internal static class Pretrain
{
    private const int FinalImages = 512;
    private static readonly double[] s_guidanceScales = [1, 2, 3];

    public static int Run(string root, string? only, PretrainSettings settings, PretrainLog log, CancellationToken cancellationToken)
    {
        try
        {
            var autoencoder = Path.Combine(root, "autoencoder");
            Directory.CreateDirectory(root);
            new AutoencoderTraining(settings, autoencoder, log).Run(cancellationToken);
            using var bank = LatentBank.Draw(settings.Pictures, settings.Seed, autoencoder, cancellationToken);
            var draft = Folder("draft");
            Train(bank, new("draft", settings.DraftSteps, settings.DraftLearningRate, WrongCaptionShare: 0, settings.DraftTimestepExponent, StartFrom: null));
            Train(bank, new("renderer", settings.RendererSteps, settings.FinalLearningRate, WrongCaptionShare: 0, settings.FinalTimestepExponent, draft));
            Train(bank, new("base", settings.BaseSteps, settings.FinalLearningRate, settings.WrongCaptionShare, settings.FinalTimestepExponent, draft));
            return ExitCodes.Ok;
        }
        catch (OperationCanceledException)
        {
            log.Line($"Stopped. The same command goes on from the last saved state in {root}.");
            return ExitCodes.Cancelled;
        }

        DemoModelFolder Folder(string name) => new(Path.Combine(root, "demo-" + name), Path.Combine(root, "autoencoder"));

        void Train(LatentBank bank, DiffusionRecipe recipe)
        {
            if (only is not null && only != recipe.Name)
            {
                return;
            }

            var folder = Folder(recipe.Name);
            new DiffusionTraining(recipe, settings, folder, bank, log).Run(cancellationToken);
            foreach (var scale in s_guidanceScales)
            {
                cancellationToken.ThrowIfCancellationRequested();
                log.Line($"{recipe.Name}, held-out combinations, {DemoMeasurement.Run(folder.Path, FinalImages, scale, settings.Seed, folder.Path + ".png")}");
            }
        }
    }
}
