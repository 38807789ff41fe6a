namespace InstructEngine.Benchmarks.Alignment;

/// <param name="Steps">The model after so many of them is wanted.</param>
internal sealed record TrainingRequest(Method Method, Trial Trial, int Steps, PairDataset Data, long Seed);
