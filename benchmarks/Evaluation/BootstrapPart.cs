using System.Diagnostics;
using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Statistics;
using InstructEngine.EvalService.Suites;
using InstructEngine.Scoring;
using InstructEngine.Storage.Content;

namespace InstructEngine.Benchmarks.Evaluation;

/// <summary>Times the paired bootstrap of made-up scores, 10,000 resamples an interval: that of each scorer, that of their average, and all that one comparison has.</summary>
internal sealed class BootstrapPart(int prompts, int scorers, int categories, int rounds)
{
    private const long Seed = 7;

    private readonly string[] _names = [.. Enumerable.Range(0, scorers).Select(i => $"scorer {i}")];

    public void Run(TextWriter output)
    {
        var suite = Enumerable.Range(0, prompts).Select(i => new SuitePrompt(i, $"prompt {i}", $"category {i % categories}", null)).ToArray();
        var (held, aligned) = (Images(suite, 1, .2), Images(suite, 2, .25));
        var scores = _names.ToDictionary(name => name, name => (Base: Values(held, name), Aligned: Values(aligned, name)));
        var figures = new List<(string, PairedComparison)>();

        output.WriteLine(FormattableString.Invariant(
            $"{prompts} prompts, {scorers} scorers, {categories} categories, {PairedBootstrap.DefaultResamples} resamples an interval, one thread\n"));
        output.WriteLine("| round | each scorer's interval, s | the average gain's two, s | a whole comparison with categories, s |\n|---|---|---|---|");
        var times = new List<(double Scorers, double Average, double Whole)>();
        for (var round = 0; round <= rounds; round++)
        {
            figures.Clear();
            var each = Seconds(() => figures.AddRange(_names.Select(name => (name, PairedComparison.Of(scores[name].Base, scores[name].Aligned, Seed)))));
            var average = Seconds(() => AverageGain.Of(figures, scores, Seed));
            var whole = Seconds(() => ComparisonBuilder.Compare(2, _names, held, aligned, Seed, _names, suite));

            // The first round is the compiler's.
            if (round == 0)
                continue;

            times.Add((each, average, whole));
            output.WriteLine(FormattableString.Invariant($"| {round} | {each:F3} | {average:F3} | {whole:F3} |"));
        }

        output.WriteLine(FormattableString.Invariant(
            $"| median | {Statistics.Median(times.Select(t => t.Scorers)):F3} | {Statistics.Median(times.Select(t => t.Average)):F3} | {Statistics.Median(times.Select(t => t.Whole)):F3} |"));
    }

    private EvaluatedImage[] Images(SuitePrompt[] suite, long seed, double mean)
    {
        var random = new SeededRandom(seed);
        return [.. suite.Select(prompt => new EvaluatedImage(
            prompt.Index, 0, prompt.Index, new BlobReference(ContentIds.Sha256Hex([]), 0), new ImageScores(_names.ToDictionary(name => name, _ => mean + random.NextDouble()), [])))];
    }

    private static double[] Values(EvaluatedImage[] images, string name) => [.. images.Select(image => image.Scores.Values[name])];

    private static double Seconds(Action work)
    {
        var began = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
