using InstructEngine.Hosting;

namespace InstructEngine.Cli.Pretraining;

/// <summary>The stages in order: one autoencoder, then the renderer on clean data and the base on data as web data is.</summary>
internal static class Pretrain
{
    private const int FinalImages = 512;
    private static readonly double[] s_guidanceScales = [1, 2, 3];

    public static int Run(string root, PretrainSettings settings, PretrainLog log, CancellationToken cancellationToken)
    {
        try
        {
            var autoencoder = Path.Combine(root, "autoencoder");
            Directory.CreateDirectory(root);
            new AutoencoderTraining(settings, autoencoder, log).Run(cancellationToken);
            using var bank = LatentBank.Draw(settings.Pictures, settings.Seed, autoencoder, cancellationToken);
            var renderer = new DemoModelFolder(Path.Combine(root, "demo-renderer"), autoencoder);
            foreach (var recipe in new DiffusionRecipe[]
            {
                new("renderer", settings.RendererSteps, settings.RendererLearningRate, WrongCaptionShare: 0, StartFrom: null),
                new("base", settings.BaseSteps, settings.BaseLearningRate, settings.WrongCaptionShare, StartFrom: renderer),
            })
            {
                var folder = new DemoModelFolder(Path.Combine(root, "demo-" + recipe.Name), autoencoder);
                new DiffusionTraining(recipe, settings, folder, bank, log).Run(cancellationToken);
                foreach (var scale in s_guidanceScales)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    log.Line($"{recipe.Name}, held-out combinations, {DemoMeasurement.Run(folder.Path, FinalImages, scale, settings.Seed, folder.Path + ".png")}");
                }
            }

            return ExitCodes.Ok;
        }
        catch (OperationCanceledException)
        {
            log.Line($"Stopped. The same command goes on from the last saved state in {root}.");
            return ExitCodes.Cancelled;
        }
    }
}
