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

    /// <summary>A spec's training section where one is given, else what suits the model; options over both.</summary>
    /// <exception cref="CommandFailure">A setting cannot be.</exception>
    public static TrainingSettings Of(TrainArguments arguments, PipelineDescription model)
    {
        var spec = arguments.Spec is null ? null : RunInputs.Read(arguments.Spec, promptsFile: null, seed: null).Spec;
        var given = spec?.Training ?? TrainDefaults.For(model);
        var training = given with
        {
            Loss = arguments.Loss ?? given.Loss,
            Terms = arguments.Terms ?? given.Terms,
            Beta = arguments.Beta ?? given.Beta,
            LearningRate = arguments.LearningRate ?? given.LearningRate,
            Steps = arguments.Steps ?? given.Steps,
            BatchSize = arguments.BatchSize ?? given.BatchSize,
            SftWeight = arguments.SftWeight ?? given.SftWeight,
            BadPairs = arguments.BadPairs ?? given.BadPairs,
        };
        var settings = new TrainingSettings(training, arguments.Seed ?? spec?.Seed ?? DefaultSeed);
        settings.Check(arguments.Model);
        return settings;
    }

    private void Check(string model)
    {
        var wrong = RunSpecValidator.Check(LocalTrainingPlan.SpecOf(model, Spec, Seed));
        if (wrong.Count > 0)
            throw new CommandFailure(ExitCodes.Usage, string.Join(Environment.NewLine, wrong.Select(error => $"{OptionNames.In(error.ToString())}.")));
    }
}
