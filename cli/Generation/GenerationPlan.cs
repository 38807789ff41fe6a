using InstructEngine.Cli.Invocation;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Generation;

/// <summary>The settings for one model, found possible before its weights are read.</summary>
/// <param name="Scheduler">The sampler's configuration in full.</param>
internal sealed record GenerationPlan(GenerateArguments Arguments, string Prompt, SchedulerConfig Scheduler, ImageSize Size)
{
    public GenerationSettings Settings => new()
    {
        Steps = Arguments.Steps,
        GuidanceScale = Arguments.Guidance,
        GuidanceRescale = Arguments.GuidanceRescale,
        Scheduler = Scheduler,
        Width = Size.Width,
        Height = Size.Height,
        VaeTiling = Arguments.VaeTiling,
    };

    public ImageRequest RequestOf(int index) => new(Prompt, Arguments.Negative, Arguments.Seed + index);

    /// <exception cref="CommandFailure">The model cannot draw so.</exception>
    public static GenerationPlan Make(GenerateArguments arguments, string prompt, PipelineDescription model)
    {
        var size = arguments.Size ?? new ImageSize(model.DefaultSize, model.DefaultSize);
        if (size.Width > ImageSize.LargestSide)
            throw new CommandFailure(ExitCodes.Usage, $"The model's own size is {size}, and at most {ImageSize.LargestSide} is drawn; name a --size.");

        var factor = model.Vae.Downscale;
        if (size.Width % factor != 0 || size.Height % factor != 0)
            throw new CommandFailure(ExitCodes.Usage, $"--size is '{size}'; this model needs width and height in multiples of {factor}.");

        var scheduler = arguments.Scheduler?.Adapt(model.Scheduler) ?? model.Scheduler;
        RequirePossible(arguments, scheduler);
        return new GenerationPlan(arguments, prompt, scheduler, size);
    }

    private static void RequirePossible(GenerateArguments arguments, SchedulerConfig scheduler)
    {
        try
        {
            using var sampler = SchedulerFactory.Create(scheduler);
            var trained = sampler.Schedule.NumTrainTimesteps;
            if (arguments.Steps > trained)
                throw new CommandFailure(ExitCodes.Usage, $"--steps is '{arguments.Steps}'; this model has {trained} timesteps, so 1 to {trained} is needed.");

            sampler.SetTimesteps(arguments.Steps);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            var message = arguments.Scheduler is { } chosen
                ? $"--scheduler is '{chosen.Name}', which this model cannot be drawn with: {exception.Message} Known are {Sampler.Names}."
                : $"The model's own scheduler cannot be used: {exception.Message} --scheduler takes another: {Sampler.Names}.";
            throw new CommandFailure(ExitCodes.Usage, message, exception);
        }
    }
}
