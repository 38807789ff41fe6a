using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Lora;

/// <summary>New layers as peft makes them: A uniform in ±1/√fan-in (He's rule with a = √5), B zero, so that a new adapter changes nothing.</summary>
internal static class LoraInitialisation
{
    /// <exception cref="ArgumentException">A setting cannot be, or a name in TargetModules fits no layer.</exception>
    public static List<LoraLayer> Layers(LoraModels models, LoraSettings settings)
    {
        settings.Validate();
        var targets = models.Targets().ToList();
        foreach (var suffix in settings.TargetModules)
        {
            if (!targets.Exists(target => LoraSettings.IsTarget(target.Path, suffix)))
                throw new ArgumentException($"TargetModules has \"{suffix}\", but no linear or convolutional layer's name ends so.", nameof(settings));
        }

        using var generator = new Generator(unchecked((ulong)settings.Seed), CPU);
        return [.. targets
            .Where(target => settings.TargetModules.Any(suffix => LoraSettings.IsTarget(target.Path, suffix)))
            .Select(target => New(target, settings, generator))];
    }

    private static LoraLayer New(LoraTarget target, LoraSettings settings, Generator generator)
    {
        using var scope = NewDisposeScope();
        var bound = 1 / Math.Sqrt(target.Weight.shape[1..].Aggregate(1L, (a, b) => a * b));
        var down = empty(target.DownShape(settings.Rank), ScalarType.Float32, CPU).uniform_(-bound, bound, generator);
        var up = zeros(target.UpShape(settings.Rank), ScalarType.Float32, target.Weight.device);
        return new(target.Component, target.Path, down.to(target.Weight.device), up, settings.Alpha ?? settings.Rank, trainable: true);
    }
}
