using System.Collections.Concurrent;

namespace InstructEngine.Shared.Tests.Hosting;

/// <summary>What a test's consumers received.</summary>
internal sealed class Inbox
{
    private readonly ConcurrentQueue<object> _messages = new();

    public IReadOnlyList<T> Of<T>() => [.. _messages.OfType<T>()];

    public void Add(object message) => _messages.Enqueue(message);

    /// <summary>Waits until that many messages of a type are there; fails after 20 s.</summary>
    public async Task<IReadOnlyList<T>> WaitForAsync<T>(int count = 1)
    {
        for (var tries = 0; Of<T>().Count < count; tries++)
        {
            Assert.True(tries < 800, $"{Of<T>().Count} of {count} {typeof(T).Name} arrived.");
            await Task.Delay(25);
        }

        return Of<T>();
    }
}
