using InstructEngine.Hosting;

namespace InstructEngine.Cli.Pretraining;

/// <summary>The stages in order: one autoencoder; two rounds on clean data; from those the renderer, on clean data still; and from the renderer the base, on data as the web's is. Each round ends with the learning rate near zero.</summary>
internal static class Pretrain
{
    /// <summary>The draft learns at high noise what is where: backgrounds, how many.</summary>
    private const double DraftTimesteps = 0.6;

    /// <summary>Objects, faded ones above all, stand out little against the background's variance, so what they are is decided at low noise.</summary>
    private const double FinalTimesteps = 1.25;

    private static readonly double[] s_guidanceScales = [1, 2, 3];

    public static int Run(string root, string? only, PretrainSettings settings, PretrainLog log, CancellationToken cancellationToken)
    {
        try
        {
            var autoencoder = Path.Combine(root, "autoencoder");
            Directory.CreateDirectory(root);
            new AutoencoderTraining(settings, autoencoder, log).Run(cancellationToken);
            using var bank = LatentBank.Draw(settings.Pictures, settings.Seed, autoencoder, cancellationToken);
            var (draft, clean) = (Folder("draft"), Folder("clean"));
            Train(bank, new("draft", settings.DraftSteps, 1.5e-3, WrongCaptionShare: 0, DraftTimesteps, StartFrom: null));
            Train(bank, new("clean", settings.CleanSteps, 1e-3, WrongCaptionShare: 0, FinalTimesteps, draft));
            Train(bank, new("renderer", settings.RendererSteps, 7e-4, WrongCaptionShare: 0, FinalTimesteps, clean));
            Train(bank, new("base", settings.BaseSteps, 1e-3, settings.WrongCaptionShare, FinalTimesteps, Folder("renderer")));
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
                log.Line($"{recipe.Name}, held-out combinations, {DemoMeasurement.Run(folder.Path, settings.MeasureImages, scale, settings.Seed, folder.Path + ".png")}");
            }
        }
    }
}
