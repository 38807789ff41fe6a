using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Reads the part of the trainer's log that is drawn.</summary>
internal static class TrainingCurvesReader
{
    private const string Collection = "training-logs";

    /// <summary>A curve has no more points than this: neighbours are averaged.</summary>
    private const int MaxPoints = 200;

    public static async Task<TrainingCurves> ReadAsync(IDocumentStore documents, string runId, CancellationToken cancellationToken)
    {
        var log = await documents.FindAsync<Log>(Collection, runId, cancellationToken);
        var entries = log?.Value.Entries ?? [];

        // Step 0 is the look at the held-out pairs before training.
        var steps = entries.Where(entry => entry.Step > 0).ToArray();
        var heldOut = entries.Where(entry => entry.HeldOut is not null).ToArray();
        return new TrainingCurves(
            Thin(steps, entry => entry.Loss),
            [.. heldOut.Select(entry => ((double)entry.Step, entry.HeldOut!.Loss))],
            Thin([.. steps.Where(entry => entry.ImplicitAccuracy is not null)], entry => entry.ImplicitAccuracy!.Value),
            [.. heldOut.Select(entry => ((double)entry.Step, entry.HeldOut!.ImplicitAccuracy))]);
    }

    private static IReadOnlyList<(double, double)> Thin(Entry[] entries, Func<Entry, double> value) =>
    [
        .. entries.Chunk(Math.Max(1, (entries.Length + MaxPoints - 1) / MaxPoints))
            .Select(chunk => (chunk.Average(entry => entry.Step), chunk.Average(value))),
    ];

    private sealed record Log(IReadOnlyList<Entry> Entries);

    private sealed record Entry(int Step, double Loss, double? ImplicitAccuracy, Figures? HeldOut);

    private sealed record Figures(double Loss, double ImplicitAccuracy);
}
