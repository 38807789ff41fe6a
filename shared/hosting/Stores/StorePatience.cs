using InstructEngine.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace InstructEngine.Hosting.Stores;

/// <summary>
/// How long work that has begun waits for a store that does not answer, before it counts as failed: <c>Storage:Patience</c> in seconds, 0 to 1500 (the
/// broker takes a message back that is held for 30 minutes). In a cluster 300 by default, since servers are moved and come back; in one process none, since
/// there it is the disk that is full, and its user wants to know.
/// </summary>
internal sealed record StorePatience(TimeSpan Total)
{
    private static readonly TimeSpan[] First = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)];

    private static readonly TimeSpan Later = TimeSpan.FromSeconds(15);

    /// <summary>The waits between tries: short ones first, as many as fit.</summary>
    public IReadOnlyList<TimeSpan> Waits { get; } = [.. WaitsIn(Total)];

    /// <exception cref="SettingException">The value is out of its range.</exception>
    public static StorePatience From(IConfiguration configuration, TimeSpan otherwise) =>
        new(new SettingReader(configuration).Seconds("Storage:Patience", otherwise.TotalSeconds, 0, 1500));

    private static IEnumerable<TimeSpan> WaitsIn(TimeSpan total)
    {
        var waited = TimeSpan.Zero;
        for (var index = 0; ; index++)
        {
            var wait = index < First.Length ? First[index] : Later;
            if ((waited += wait) > total)
                yield break;

            yield return wait;
        }
    }
}
