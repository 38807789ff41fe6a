using System.CommandLine;
using System.Globalization;

namespace InstructEngine.Benchmarks.Corpora;

/// <summary><c>corpus</c>: what sampling a large prompt corpus needs.</summary>
internal static class CorpusCommand
{
    private const double MiB = 1L << 20;

    public static Command Create()
    {
        var lines = new Option<int>("--lines") { DefaultValueFactory = _ => 2_000_000 };
        var sample = new Option<int>("--sample") { Description = "Size of the sample.", DefaultValueFactory = _ => 20_000 };
        var format = new Option<string[]>("--format") { Description = "txt, csv, jsonl or parquet. Default: all.", DefaultValueFactory = _ => CorpusWriter.Formats, AllowMultipleArgumentsPerToken = true };
        var file = new Option<string?>("--in-this-process") { Hidden = true };
        var command = new Command("corpus", "Text Sampling of a generated corpus, streamed: seconds and peak memory of the process.") { lines, sample, format, file };
        command.SetAction(async parsed =>
        {
            if (parsed.GetValue(file) is { } path)
            {
                OwnProcess.Report(CorpusMeasurement.Run(path, parsed.GetValue(sample)));
                return;
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{parsed.GetValue(lines)} lines, a sample of {parsed.GetValue(sample)}\n\n| form | file | seconds | CPU seconds | peak | kept | duplicates | near duplicates | over capacity |\n|---|---|---|---|---|---|---|---|---|"));
            foreach (var form in parsed.GetValue(format)!)
            {
                var corpus = Path.Combine(Path.GetTempPath(), $"instructengine-corpus-{Guid.NewGuid():N}.{form}");
                try
                {
                    await CorpusWriter.WriteAsync(corpus, form, parsed.GetValue(lines));
                    var m = OwnProcess.Measure<CorpusMeasurement>("corpus", "--in-this-process", corpus, "--sample", $"{parsed.GetValue(sample)}");
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {form} | {new FileInfo(corpus).Length / MiB:F0} MiB | {m.Seconds:F1} | {m.CpuSeconds:F1} | {m.PeakBytes / MiB:F0} MiB | {m.Kept} | {m.Duplicates} | {m.NearDuplicates} | {m.OverCapacity} |"));
                }
                finally
                {
                    File.Delete(corpus);
                }
            }
        });
        return command;
    }
}
