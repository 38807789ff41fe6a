using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Hosting.Observability;

/// <summary>Writes log lines to a file, away from the progress display. A full disk does not end the run: lines are dropped.</summary>
public sealed class LogFileProvider : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentDictionary<string, LogFileLogger> _loggers = new(StringComparer.Ordinal);
    private readonly Lock _oneLine = new();
    private readonly StreamWriter _writer;

    public LogFileProvider(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _writer = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    }

    internal IExternalScopeProvider Scopes { get; private set; } = new LoggerExternalScopeProvider();

    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, name => new LogFileLogger(name, this));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

    internal void Write(string line)
    {
        lock (_oneLine)
        {
            try
            {
                _writer.WriteLine(line);
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
            }
        }
    }

    public void Dispose()
    {
        lock (_oneLine)
        {
            try
            {
                _writer.Dispose();
            }
            catch (IOException)
            {
            }
        }
    }
}
