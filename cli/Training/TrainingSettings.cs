using InstructEngine.Cli.Embedded;
using InstructEngine.Cli.Invocation;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Specs;
using InstructEngine.TrainerService.Local;

namespace InstructEngine.Cli.Training;

/// <summary>The settings of one training, complete and possible.</summary>
internal sealed record TrainingSettings(TrainingSpec Spec, long Seed)
{
    private const long DefaultSeed = 1;
    private const int PilotSteps = 40;

    /// <summary>A spec's training section where one is given, else what suits the model; options over both.</summary>
    /// <exception cref="CommandFailure">A setting cannot be.</exception>
    public static TrainingSettings Of(TrainArguments arguments, PipelineDescription model)
    {
        var spec = arguments.Spec is null ? null : RunInputs.Read(arguments.Spec, promptsFile: null, seed: null).Spec;
        var given = spec?.Training ?? TrainDefaults.For(model, arguments.Lora is not null);
        var training = given with
        {
            Loss = arguments.Loss ?? given.Loss,
            Terms = arguments.Terms ?? given.Terms,
            Beta = arguments.Beta ?? given.Beta,
            LearningRate = arguments.LearningRate ?? given.LearningRate,
            Steps = arguments.Steps ?? (arguments.Pilot ? PilotSteps : given.Steps),
            BatchSize = arguments.BatchSize ?? given.BatchSize,
            SftWeight = arguments.SftWeight ?? given.SftWeight,
            LoraRank = arguments.Lora?.Rank ?? given.LoraRank,
            LoraAlpha = arguments.Lora is { } lora ? lora.Alpha : given.LoraAlpha,
            Precision = arguments.Precision ?? given.Precision,
            EmaDecay = arguments.EmaDecay ?? given.EmaDecay,
            GradientCheckpointing = arguments.GradientCheckpointing ? true : given.GradientCheckpointing,
            MicroBatchSize = arguments.MicroBatchSize ?? given.MicroBatchSize,
            LearningRateSchedule = arguments.LearningRateSchedule ?? given.LearningRateSchedule,
            ReferenceDraws = arguments.ReferenceDraws ?? given.ReferenceDraws,
            OnDivergence = arguments.OnDivergence ?? given.OnDivergence,
            BadPairs = arguments.BadPairs ?? given.BadPairs,
        };
        var settings = new TrainingSettings(training, arguments.Seed ?? spec?.Seed ?? DefaultSeed);
        settings.Check(arguments.Model);
        settings.RequireExportable(arguments.Export);
        return settings;
    }

    private void RequireExportable(IReadOnlyList<string> exports)
    {
        if (Spec.LoraRank is null && exports.FirstOrDefault(export => export != Exports.Merged) is { } adapter)
            throw new CommandFailure(ExitCodes.Usage, $"--export is '{adapter}', but there is no --lora: all weights are trained, and {Exports.Merged} is their form. Name --lora with a rank, e.g. 8.");
    }

    private void Check(string model)
    {
        var wrong = RunSpecValidator.Check(LocalTrainingPlan.SpecOf(model, Spec, Seed));
        if (wrong.Count > 0)
            throw new CommandFailure(ExitCodes.Usage, string.Join(Environment.NewLine, wrong.Select(error => $"{OptionNames.In(error.ToString())}.")));
    }
}
