using System.Diagnostics;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>Finishes units, side by side with whatever other process works on the same folder.</summary>
internal sealed class Workshop(WorkFolder folder, TextWriter progress)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    public WorkFolder Folder => folder;

    /// <returns>The results in the order of the units; those that are there already are taken.</returns>
    public async Task<IReadOnlyList<T>> CompleteAsync<T>(string what, IReadOnlyList<Unit<T>> units)
        where T : class
    {
        var results = new Dictionary<string, T>(StringComparer.Ordinal);
        var clock = Stopwatch.StartNew();
        Collect(units, results);
        var before = results.Count;
        var all = units.Select(unit => unit.Id).Distinct().Count();
        while (Collect(units, results) is { Count: > 0 } missing)
        {
            var made = false;
            foreach (var unit in missing)
            {
                if (folder.Find<T>(unit.Kind, unit.Id) is not null || folder.Claim(unit.Kind, unit.Id) is not { } claim)
                    continue;

                using (claim)
                {
                    // It may have been finished between the look and the claim.
                    if (folder.Find<T>(unit.Kind, unit.Id) is not null)
                        continue;
                    folder.Store(unit.Kind, unit.Id, await unit.MakeAsync());
                }

                made = true;
                var done = all - Collect(units, results).Count;
                progress.WriteLine($"{what} {done}/{all}: {unit.Name}; {TimeLeft(clock.Elapsed, done - before, all - done)}");
            }

            if (!made)
                await Task.Delay(Wait);
        }

        return [.. units.Select(unit => results[unit.Id])];
    }

    private List<Unit<T>> Collect<T>(IReadOnlyList<Unit<T>> units, Dictionary<string, T> results)
        where T : class
    {
        foreach (var unit in units.Where(unit => !results.ContainsKey(unit.Id)))
        {
            if (folder.Find<T>(unit.Kind, unit.Id) is { } result)
                results[unit.Id] = result;
        }

        return [.. units.Where(unit => !results.ContainsKey(unit.Id)).DistinctBy(unit => unit.Id)];
    }

    private static string TimeLeft(TimeSpan elapsed, int done, int left) =>
        left == 0 ? $"took {Shown(elapsed)}" : $"about {Shown(elapsed * left / Math.Max(1, done))} left";

    private static string Shown(TimeSpan time) => time.TotalMinutes < 2 ? $"{time.TotalSeconds:0} s" : $"{time.TotalMinutes:0} min";
}
