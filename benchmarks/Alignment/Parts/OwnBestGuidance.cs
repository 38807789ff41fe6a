namespace InstructEngine.Benchmarks.Alignment;

/// <summary>Where each method's chosen trial has most all-correct on the tuning prompts.</summary>
internal sealed class OwnBestGuidance(Experiment experiment)
{
    public async Task<IReadOnlyList<double>> OfAsync(string setting, IReadOnlyList<TunedMethod> tuned)
    {
        var guidances = experiment.Size.Guidances;
        var scores = await experiment.Evaluations.CompleteAsync(
            $"own best guidance ({setting})",
            experiment.Tuning,
            [.. from method in tuned
                from guidance in guidances
                select ($"{setting}, {method.Method.Key}", (string?)method.ChosenWeights, guidance)]);
        return [.. scores.Chunk(guidances.Count).Select(sweep => guidances.Zip(sweep).MaxBy(pair => pair.Second!.AllCorrect.Average()).First)];
    }
}
