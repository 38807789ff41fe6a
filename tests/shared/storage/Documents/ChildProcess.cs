using System.Diagnostics;
using System.Runtime.CompilerServices;
using InstructEngine.Storage.Documents.Sqlite;

namespace InstructEngine.Shared.Tests.Storage.Documents;

/// <summary>This test program, started again as one of several processes that write to one database file.</summary>
internal static class ChildProcess
{
    public const int Own = 100;
    public const int Raises = 50;

    private const string PathVariable = "INSTRUCTENGINE_TEST_CHILD_DATABASE";
    private const string NameVariable = "INSTRUCTENGINE_TEST_CHILD_NAME";

    public static async Task<(int ExitCode, string Errors)> RunAsync(string path, string name)
    {
        var program = Path.Combine(AppContext.BaseDirectory, typeof(ChildProcess).Assembly.GetName().Name!);
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? program + ".exe" : program) { RedirectStandardError = true };
        start.Environment[PathVariable] = path;
        start.Environment[NameVariable] = name;
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, errors);
    }

    /// <summary>Takes over before the test runner starts, where this process was started by <see cref="RunAsync"/>.</summary>
    [ModuleInitializer]
    internal static void TakeOver()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { } path)
        {
            try
            {
                WriteAsync(path, Environment.GetEnvironmentVariable(NameVariable)!).GetAwaiter().GetResult();
                Environment.Exit(0);
            }
            catch (Exception exception)
            {
                Console.Error.WriteLine(exception);
                Environment.Exit(1);
            }
        }
    }

    private static async Task WriteAsync(string path, string name)
    {
        var none = CancellationToken.None;
        using var store = new SqliteDocumentStore(path);
        await store.InitializeAsync(none);
        await store.InsertIfAbsentAsync("shared", "counter", "run", new Note("counts"), none);
        for (var i = 0; i < Own; i++)
        {
            await store.InsertIfAbsentAsync("own", $"{name}-{i}", name, new Note(new string('x', 1000)), none);
            await store.InsertIfAbsentAsync("contested", $"{i}", name, new Note(name), none);
        }

        for (var done = 0; done < Raises;)
        {
            var read = (await store.FindAsync<Note>("shared", "counter", none))!;
            done += await store.ReplaceAsync("shared", "counter", read.Value with { Number = read.Value.Number + 1 }, read.Version, none) ? 1 : 0;
        }
    }
}
