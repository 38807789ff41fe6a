namespace InstructEngine.Benchmarks.Alignment;

/// <summary>A method with its chosen setting, trained with every seed of the table.</summary>
/// <param name="Weights">One a seed; the base's where the training diverged.</param>
/// <param name="Diverged">How many did.</param>
internal sealed record TrainedMethod(TunedMethod Tuned, IReadOnlyList<string> Weights, int Diverged)
{
    public static async Task<IReadOnlyList<TrainedMethod>> TrainAsync(Experiment experiment, string setting, IReadOnlyList<TunedMethod> tuned, int seeds)
    {
        var data = await experiment.DataAsync(setting, experiment.Size.Pairs);
        var requests = from method in tuned
                       from seed in Enumerable.Range(1, seeds)
                       select new TrainingRequest(method.Method, method.Chosen, method.Steps, data, seed);
        var weights = await experiment.Trainings.CompleteAsync($"trainings ({setting})", [.. requests]);
        return
        [
            .. tuned.Zip(weights.Chunk(seeds)).Select(pair => new TrainedMethod(
                pair.First, [.. pair.Second.Select(one => one ?? Artist.BaseWeights)], pair.Second.Count(one => one is null))),
        ];
    }
}
