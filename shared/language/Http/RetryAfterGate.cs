namespace InstructEngine.Language.Http;

/// <summary>Until when the endpoint wants nobody to ask. One answer of "too many requests" holds all requests of this process back.</summary>
internal sealed class RetryAfterGate(TimeProvider time)
{
    private readonly Lock _change = new();
    private DateTimeOffset _until = DateTimeOffset.MinValue;

    /// <summary>The wait that is left; null when there is none.</summary>
    public TimeSpan? Left
    {
        get
        {
            lock (_change)
                return _until - time.GetUtcNow() is { Ticks: > 0 } left ? left : null;
        }
    }

    public void Close(TimeSpan wait)
    {
        lock (_change)
            _until = time.GetUtcNow() + wait is var until && until > _until ? until : _until;
    }

    public async Task PassAsync(CancellationToken cancellationToken)
    {
        while (Left is { } left)
            await Task.Delay(left, time, cancellationToken);
    }
}
