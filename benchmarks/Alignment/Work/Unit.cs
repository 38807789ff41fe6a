namespace InstructEngine.Benchmarks.Alignment;

/// <summary>Something to make once: a part of a dataset, a training, an evaluation.</summary>
/// <param name="Kind">Its folder.</param>
/// <param name="Id">A hash of all that decides the result.</param>
/// <param name="Name">For the progress line.</param>
internal sealed record Unit<T>(string Kind, string Id, string Name, Func<Task<T>> MakeAsync)
    where T : class;
