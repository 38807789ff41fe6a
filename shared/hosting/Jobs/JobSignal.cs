namespace InstructEngine.Hosting.Jobs;

/// <summary>Wakes this process's workers when a job was stored.</summary>
internal sealed class JobSignal
{
    private TaskCompletionSource _next = New();

    /// <summary>Ends at the next <see cref="Set"/>. Take it before looking for jobs, so that none is missed between.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Set() => Interlocked.Exchange(ref _next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
