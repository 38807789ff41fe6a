using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Models;
using InstructEngine.Hosting.Specs;
using InstructEngine.InstructionService.QualityControl.Length;
using InstructEngine.InstructionService.Writing;
using InstructEngine.InstructionService.Writing.Rules;
using InstructEngine.Lexicons.Similarity;
using Microsoft.Extensions.Logging.Abstractions;

namespace InstructEngine.Benchmarks;

/// <summary><c>instructions</c>: all triples of the default taxonomy by rules, written without a run: time, near duplicates, lengths.</summary>
internal static class InstructionsCommand
{
    public static Command Create()
    {
        var triples = new Option<int>("--triples") { Description = "Triples a leaf; there are 400 leaves.", DefaultValueFactory = _ => 63 };
        var seed = new Option<long>("--seed") { DefaultValueFactory = _ => 1 };
        var suites = new Option<string[]>("--suite") { Description = "Evaluation suites that nothing may repeat.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var models = new Option<string>("--models") { Description = "Folder with the model whose tokenizer counts.", DefaultValueFactory = _ => "models" };
        var model = new Option<string>("--model") { Description = "That model's folder; without one the length is estimated.", DefaultValueFactory = _ => "none" };
        var contrast = new Option<string?>("--contrast") { Description = "easy, medium or subtle; by default a third of each." };
        var command = new Command("instructions", "Writes the triples of the default taxonomy by rules: seconds, rejections, near duplicates, tokens.")
        {
            triples, seed, suites, models, model, contrast,
        };
        command.SetAction(async (parsed, stop) =>
        {
            var demo = RunSpecReader.Demo();
            var spec = demo with
            {
                Seed = parsed.GetValue(seed),
                Instructions = demo.Instructions with { TriplesPerLeaf = parsed.GetValue(triples), Contrast = ContrastShares.Only(parsed.GetValue(contrast)) },
                Rendering = demo.Rendering with { Model = parsed.GetValue(model)! },
                Training = demo.Training with { Model = parsed.GetValue(model)! },
            };
            var counters = new TokenCounters(new ModelRoot(parsed.GetValue(models)!), NullLogger<TokenCounters>.Instance);
            var writer = new InstructionWriter(new(new(parsed.GetValue(suites)!, []), counters));
            var watch = Stopwatch.StartNew();
            var cpu = OwnProcess.CpuSeconds();
            var all = new List<LeafTriple>();
            foreach (var leaf in LexiconLeaves.All)
                all.AddRange(await writer.WriteAsync("benchmark", leaf, spec, stop));

            Print(all, watch.Elapsed.TotalSeconds, OwnProcess.CpuSeconds() - cpu);
            PrintTokens(all, counters.Of(spec));
            PrintDuplicates([.. all.Where(triple => triple.Created is not null).Select(triple => triple.Created!)]);
        });
        return command;
    }

    private static void Print(List<LeafTriple> all, double seconds, double cpuSeconds)
    {
        Line($"{all.Count} triples of {LexiconLeaves.All.Count} leaves in {seconds:F1} s ({cpuSeconds:F1} s CPU), peak memory {OwnProcess.PeakMemory() / (1 << 20)} MiB");
        foreach (var group in all.Where(triple => triple.Created is not null).GroupBy(triple => (triple.Dimension, triple.Created!.Contrast)).OrderBy(group => group.Key))
            Line($"  {group.Key.Dimension}, {group.Key.Contrast}: {group.Count()}");
        foreach (var group in all.Where(triple => triple.Rejected is not null).GroupBy(triple => (triple.Dimension, triple.Rejected!.Kind)))
            Line($"  rejected, {group.Key.Kind}, {group.Key.Dimension}: {group.Count()} (as: {group.First().Rejected!.Reason})");
    }

    private static void PrintTokens(List<LeafTriple> all, IReadOnlyList<ITokenCounter> counters)
    {
        foreach (var counter in counters)
        {
            var counts = all.Where(triple => triple.Created is not null)
                .SelectMany(triple => new[] { counter.Count(triple.Created!.Preferred), counter.Count(triple.Created.Dispreferred) }).Order().ToList();
            Line($"tokens by {counter.Source}: median {counts[counts.Count / 2]}, most {counts[^1]}, limit {counter.Limit}");
        }
    }

    // Of every instruction against those of all other triples, the whole run over.
    private static void PrintDuplicates(List<InstructionTripleCreated> triples)
    {
        var watch = Stopwatch.StartNew();
        var index = new NearDuplicateIndex();
        var duplicates = new List<(string Text, string Of)>();
        foreach (var triple in triples)
        {
            string[] keys = [PromptKey.Of(triple.Preferred), PromptKey.Of(triple.Dispreferred)];
            if (keys.Select(key => (key, Of: index.Find(key))).FirstOrDefault(found => found.Of is not null) is { Of: { } of } near)
                duplicates.Add((near.key, of));
            Array.ForEach(keys, index.Add);
        }

        Line($"near duplicates: {duplicates.Count} of {triples.Count} triples ({100.0 * duplicates.Count / triples.Count:F3} %) in {watch.Elapsed.TotalSeconds:F1} s");
        foreach (var (text, of) in duplicates.Take(10))
            Line($"  {text}\n    ~ {of}");
        Line($"different preferred instructions: {triples.Select(triple => triple.Preferred).Distinct().Count()}; different bases: {triples.Select(triple => triple.Base).Distinct().Count()}");
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
