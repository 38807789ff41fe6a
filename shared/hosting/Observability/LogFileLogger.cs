using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Hosting.Observability;

/// <summary>One JSON object a line: time, level, category, message, the scopes' values, and the exception.</summary>
internal sealed class LogFileLogger(string category, LogFileProvider file) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => file.Scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;

        var line = new Dictionary<string, object?>
        {
            ["time"] = DateTimeOffset.UtcNow,
            ["level"] = logLevel.ToString(),
            ["category"] = category,
            ["message"] = formatter(state, exception),
        };
        file.Scopes.ForEachScope(AddScope, line);
        if (exception is not null)
            line["exception"] = exception.ToString();

        file.Write(JsonSerializer.Serialize(line));
    }

    private static void AddScope(object? scope, Dictionary<string, object?> line)
    {
        if (scope is not IEnumerable<KeyValuePair<string, object?>> values)
            return;

        foreach (var (name, value) in values)
        {
            if (value is not null && name != "{OriginalFormat}")
                line.TryAdd(name, value.ToString());
        }
    }
}
