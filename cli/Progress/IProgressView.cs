using InstructEngine.Hosting.Runs;

namespace InstructEngine.Cli.Progress;

/// <summary>Shows a run's stages while work goes on.</summary>
internal interface IProgressView
{
    /// <summary>Runs the work, which shows every state of the run it sees.</summary>
    Task<T> ShowAsync<T>(Func<Action<IReadOnlyList<StageProgress>>, Task<T>> work);
}
