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
        var log = (await documents.FindAsync<Log>(Collection, runId, cancellationToken))?.Value;
        var entries = log?.Entries ?? [];

        // Step 0 is the look at the held-out pairs before training.
        var steps = entries.Where(entry => entry.Step > 0).ToArray();
        var fifth = (steps.Length + 4) / 5;
        return new TrainingCurves(
            Thin(steps, entry => entry.Loss),
            HeldOut(entries, figures => figures.Loss),
            Thin(steps, entry => entry.ImplicitAccuracy),
            HeldOut(entries, figures => figures.ImplicitAccuracy))
        {
            WinnerError = Thin(steps, entry => entry.WinnerError),
            LoserError = Thin(steps, entry => entry.LoserError),
            HeldOutWinnerError = HeldOut(entries, figures => figures.WinnerError),
            HeldOutLoserError = HeldOut(entries, figures => figures.LoserError),
            GradNorm = Thin(steps, entry => entry.GradNorm),
            EarlyMargins = Buckets(steps.Take(fifth).Select(entry => entry.Margins)),
            LateMargins = Buckets(steps.TakeLast(fifth).Select(entry => entry.Margins)),
            HeldOutMargins = Buckets([entries.LastOrDefault(entry => entry.HeldOut is not null)?.HeldOut!.Margins]),
            Rollbacks = log?.Rollbacks ?? [],
            LeftOut = log?.LeftOut ?? new Dictionary<string, int>(),
            PolicyPasses = steps.Sum(entry => (long)(entry.PolicyPasses ?? 0)),
            ReferencePasses = steps.Sum(entry => (long)(entry.ReferencePasses ?? 0)),
        };
    }

    private static IReadOnlyList<(double, double)> HeldOut(IEnumerable<Entry> entries, Func<Figures, double> value) =>
        [.. entries.Where(entry => entry.HeldOut is not null).Select(entry => ((double)entry.Step, value(entry.HeldOut!)))];

    private static IReadOnlyList<(double, double)> Thin(IEnumerable<Entry> steps, Func<Entry, double?> value)
    {
        var known = steps.Where(entry => value(entry) is not null).ToArray();
        return
        [
            .. known.Chunk(Math.Max(1, (known.Length + MaxPoints - 1) / MaxPoints))
                .Select(chunk => (chunk.Average(entry => entry.Step), chunk.Average(entry => value(entry)!.Value))),
        ];
    }

    private static IReadOnlyList<TimestepBucket> Buckets(IEnumerable<IReadOnlyList<Margins>?> margins) =>
    [
        .. margins.SelectMany(some => some ?? []).GroupBy(margin => margin.From).OrderBy(bucket => bucket.Key).Select(bucket =>
        {
            var count = bucket.Sum(margin => (double)margin.Count);
            return new TimestepBucket(
                bucket.Key, bucket.Sum(margin => margin.Count * margin.Margin) / count, bucket.Sum(margin => margin.Count * margin.Accuracy) / count);
        }),
    ];

    private sealed record Log(IReadOnlyList<Entry> Entries, IReadOnlyDictionary<string, int>? LeftOut, IReadOnlyList<RollbackMark>? Rollbacks);

    private sealed record Entry(
        int Step, double Loss, double? ImplicitAccuracy, double? GradNorm, double? WinnerError, double? LoserError, int? PolicyPasses, int? ReferencePasses,
        IReadOnlyList<Margins>? Margins, Figures? HeldOut);

    private sealed record Figures(double Loss, double ImplicitAccuracy, double WinnerError, double LoserError, IReadOnlyList<Margins>? Margins);

    private sealed record Margins(int From, int Count, double Margin, double Accuracy);
}
