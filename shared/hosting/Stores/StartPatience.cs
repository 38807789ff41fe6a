namespace InstructEngine.Hosting.Stores;

/// <summary>How long a start waits for servers that do not answer; zero to fail at once.</summary>
internal sealed record StartPatience(TimeSpan Total)
{
    public TimeSpan Left(TimeProvider time, long since) => Total - time.GetElapsedTime(since);
}
