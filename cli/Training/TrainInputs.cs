using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Generation;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.PreferenceData;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting;
using InstructEngine.Storage.Content;
using InstructEngine.TrainerService.Local;
using InstructEngine.TrainerService.Local.Piloting;
using InstructEngine.TrainerService.Losses;

namespace InstructEngine.Cli.Training;

/// <summary>What a training is made of, read and checked before anything is written.</summary>
/// <param name="Size">Of Parquet's images.</param>
internal sealed record TrainInputs(TrainArguments Arguments, TrainingSettings Settings, PreferenceSource Source, ImageSize Size)
{
    /// <summary>The same for the same training: what only says how it is done or told is left out.</summary>
    private string RunId => ContentIds.Create(
        Arguments.Pilot ? "pilot" : "train", Hosting.Runs.RunIds.For(LocalTrainingPlan.SpecOf(Arguments.Model, Settings.Spec with { BadPairs = null }, Settings.Seed), corpusSha256: null),
        Source.Fingerprint, $"{Size}", $"{MaxPairs}");

    /// <summary>Pairs taken from Parquet, at most; null for all.</summary>
    public int? MaxPairs => Arguments.Pilot ? Math.Min(Arguments.MaxPairs ?? Pilot.MostPairs, Pilot.MostPairs) : Arguments.MaxPairs;

    /// <exception cref="CommandFailure">Something cannot be used; the message says what and why.</exception>
    public static async Task<TrainInputs> ReadAsync(TrainArguments arguments, CancellationToken cancellationToken)
    {
        var model = ModelFaults.Reported(arguments.Model, PipelineDescription.Read);
        var settings = TrainingSettings.Of(arguments, model);
        var size = SizeOf(arguments, model);
        var source = await PreferenceSource.FindAsync(arguments.Data, cancellationToken);
        RequireFit(arguments, settings, source);
        return new TrainInputs(arguments, settings, source, size);
    }

    public LocalTrainingPlan PlanOn(string dataset) => new(RunId, Arguments.Model, dataset, Settings.Spec, Settings.Seed, Arguments.Parts);

    public RunMarker ToMarker(DateTimeOffset now) => new(
        RunId, LocalTrainingPlan.SpecOf(Arguments.Model, Settings.Spec, Settings.Seed), "none", Corpus: null, now,
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Arguments.Data))));

    private static ImageSize SizeOf(TrainArguments arguments, PipelineDescription model)
    {
        var size = arguments.Size ?? new ImageSize(model.DefaultSize, model.DefaultSize);
        var factor = model.Vae.Downscale;
        return size.Width % factor == 0 && size.Height % factor == 0
            ? size
            : throw new CommandFailure(ExitCodes.Usage, $"--size is '{size}'; this model needs width and height in multiples of {factor}.");
    }

    private static void RequireFit(TrainArguments arguments, TrainingSettings settings, PreferenceSource source)
    {
        var loss = settings.Spec.Loss;
        if (!source.HasTwoInstructions && PreferenceLosses.LooksAtBothInstructions(settings.Spec))
        {
            var what = PreferenceLosses.LooksAtBothInstructions(settings.Spec with { Terms = null, SftWeight = 0 })
                ? $"--loss is '{loss}'{(arguments.Loss is null ? ", the default" : "")}, which"
                : settings.Spec.SftWeight > 0 ? $"--sft-weight is {settings.Spec.SftWeight}, a term that" : $"--terms is '{settings.Spec.Terms}', which";
            throw new CommandFailure(
                ExitCodes.Usage,
                $"{what} looks at two instructions, but the pairs of {arguments.Data} share one caption each, as Pick-a-Pic's do. "
                + "Name --loss diffusion-dpo, which compares their images under it, or --loss sft, without --terms and --sft-weight.");
        }

        if (source.Folder is not null && (arguments.Size ?? (object?)arguments.MaxPairs) is { } forParquet)
        {
            var option = arguments.Size is null ? "--max-pairs" : "--size";
            throw new CommandFailure(ExitCodes.Usage, $"{option} is {forParquet}, but {arguments.Data} is a dataset's folder; it is for Parquet. Leave it out: the images are used as they are.");
        }
    }
}
