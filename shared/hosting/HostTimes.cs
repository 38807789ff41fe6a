namespace InstructEngine.Hosting;

/// <summary>How long a stop may take. Each waits inside the next: handlers, the bus, the host, and outside all the pod's grace period.</summary>
internal static class HostTimes
{
    /// <summary>Deliveries in work may end; then their cancellation token fires.</summary>
    public static readonly TimeSpan ConsumerStop = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan BusStop = TimeSpan.FromSeconds(20);

    public static readonly TimeSpan HostStop = TimeSpan.FromSeconds(30);
}
