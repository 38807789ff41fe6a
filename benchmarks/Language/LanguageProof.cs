using System.Diagnostics;
using System.Globalization;
using InstructEngine.Hosting;
using InstructEngine.LanguageServer;

namespace InstructEngine.Benchmarks.Language;

/// <summary>
/// Runs the program against an endpoint of its own until it is done: killed some times, then stopped by its budget, then with the budget raised.
/// Counts on both sides what was paid.
/// </summary>
internal sealed class LanguageProof(string cli, string work, ProofSize size, TextWriter log)
{
    // Money for 1000 tokens, as a small hosted model asks.
    private const string Prices = "0.00015/0.0006";

    private string Folder => Path.Combine(work, "run");

    public async Task<ProofFigures> RunAsync()
    {
        if (Directory.Exists(work))
            Directory.Delete(work, recursive: true);

        Directory.CreateDirectory(work);
        var spec = Path.Combine(work, "spec.json");
        await File.WriteAllTextAsync(spec, size.ToSpec());
        await using var server = await LanguageModelServer.StartAsync(new ServerOptions { FaultShare = size.Faults, Latency = TimeSpan.FromMilliseconds(50) });
        var figures = new ProofFigures(size);
        var clock = Stopwatch.StartNew();
        for (var kill = 1; kill <= size.Kills; kill++)
        {
            var enough = size.LeastAnswers * kill / (size.Kills + 2);
            await StartAsync(spec, server, figures, budget: null, () => server.Statistics.Billed >= enough);
            await server.Statistics.IdleAsync();
            figures.LostAtKills += server.Statistics.Billed - (await ProofStore.ReadAsync(Folder)).Answers;
            await log.WriteLineAsync($"{clock.Elapsed.TotalSeconds:F0} s: killed at {server.Statistics.Billed} answers");
        }

        var spent = (await ProofStore.ReadAsync(Folder)).Usage.Money;
        var (exitCode, said) = (await StartAsync(spec, server, figures, Math.Max(spent * 1.2, 0.0001), () => false))!.Value;
        figures.PausedSaying = exitCode == ExitCodes.Paused ? said.Trim().Split('\n')[^1] : throw new InvalidOperationException($"It did not pause: {exitCode}. {said}");
        await log.WriteLineAsync($"{clock.Elapsed.TotalSeconds:F0} s: {figures.PausedSaying}");

        (exitCode, said) = (await StartAsync(spec, server, figures, budget: null, () => false))!.Value;
        if (exitCode != ExitCodes.Ok)
            throw new InvalidOperationException($"It did not end well: {exitCode}. {said}");

        figures.Seconds = clock.Elapsed.TotalSeconds;
        figures.Stored = await ProofStore.ReadAsync(Folder);
        figures.Server = server.Statistics;
        Directory.Delete(work, recursive: true);
        return figures;
    }

    private async Task<(int ExitCode, string Error)?> StartAsync(
        string spec, LanguageModelServer server, ProofFigures figures, double? budget, Func<bool> isTimeToKill)
    {
        var settings = new Dictionary<string, string>
        {
            ["INSTRUCTENGINE_LANGUAGE__ENDPOINT"] = server.Address.ToString(),
            ["INSTRUCTENGINE_LANGUAGE__MODEL"] = "rules-that-fail",
            ["INSTRUCTENGINE_LANGUAGE__CONCURRENCY"] = $"{size.Concurrency}",
            ["INSTRUCTENGINE_LANGUAGE__TIMEOUT"] = "5",
            ["INSTRUCTENGINE_LANGUAGE__RETRYDELAY"] = "0.1",
            ["INSTRUCTENGINE_LANGUAGE__PRICES"] = Prices,
            ["INSTRUCTENGINE_JOBS__LEASETIME"] = "5",
        };
        if (budget is { } money)
            settings["INSTRUCTENGINE_LANGUAGE__BUDGETMONEY"] = money.ToString("F6", CultureInfo.InvariantCulture);

        using var process = ProofProcess.Start(cli, spec, Folder, settings);
        var end = await process.EndAsync(isTimeToKill);
        figures.PeakMemory = Math.Max(figures.PeakMemory, process.PeakMemory);
        return end;
    }
}
