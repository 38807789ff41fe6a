using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Specs;
using InstructEngine.Storage.Documents.Sqlite;

namespace InstructEngine.Benchmarks.Scale;

/// <summary><c>scale</c>: what the pipeline itself costs, from the request to the dataset's report, with a renderer that draws nothing.</summary>
internal static class ScaleCommand
{
    /// <summary>render-svc with the null renderer; its argument is the sleep in milliseconds.</summary>
    public const string Service = "scale-render-svc";

    private const int Leaves = 400;

    public static Command Create()
    {
        var triples = new Option<int>("--triples-per-leaf") { Description = $"Of {Leaves} leaves.", DefaultValueFactory = _ => 63 };
        var replicas = new Option<int[]>("--replicas") { Description = "Processes of render-svc; a run for each count.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1] };
        var sleep = new Option<int>("--sleep") { Description = "Milliseconds that drawing a pair takes." };
        var rabbitMq = new Option<string?>("--rabbitmq") { Description = "As amqp://guest:guest@127.0.0.1:5672/; without it all services are in one process." };
        var azurite = new Option<string?>("--azurite") { Description = "A connection string; without it blobs are files." };
        var models = new Option<string>("--models") { Description = "The models folder.", DefaultValueFactory = _ => "models" };
        var command = new Command("scale", "Triples through all services with a renderer that draws nothing: seconds, pairs a second, memory.")
        {
            triples, replicas, sleep, rabbitMq, azurite, models,
        };
        command.SetAction(async (parsed, stop) =>
        {
            var demo = RunSpecReader.Demo();
            var spec = demo with
            {
                Until = RunEnds.Dataset,
                Taxonomy = demo.Taxonomy with { Lexicon = "default", Themes = 20, SubtopicsPerTheme = 20 },
                Instructions = demo.Instructions with { TriplesPerLeaf = parsed.GetValue(triples) },

                // Names of models that a real renderer would have; the demo's world has none of these leaves.
                Rendering = demo.Rendering with { Model = "null", Check = "clip-score", CheckModel = "null" },
                Training = demo.Training with { Model = "null" },
            };
            foreach (var count in parsed.GetValue(replicas)!)
            {
                var folder = Directory.CreateTempSubdirectory("scale-benchmark-").FullName;
                try
                {
                    var figures = parsed.GetValue(rabbitMq) is not { } broker
                        ? await ScaleAlone.RunAsync(folder, parsed.GetValue(models)!, spec, stop)
                        : await ClusterAsync(await ScaleCluster.StartAsync(
                            folder, parsed.GetValue(models)!, new Uri(broker), parsed.GetValue(azurite), count, TimeSpan.FromMilliseconds(parsed.GetValue(sleep)), stop));
                    Print(figures, parsed.GetValue(rabbitMq) is null ? "one process" : $"{count} x render-svc");
                }
                finally
                {
                    Directory.Delete(folder, recursive: true);
                }
            }

            async Task<ScaleFigures> ClusterAsync(ScaleCluster started)
            {
                await using var cluster = started;
                using var store = new SqliteDocumentStore(cluster.DatabasePath);
                var requested = Stopwatch.GetTimestamp();
                return await new ScaleWatch(store, cluster.Processes).FollowAsync(await cluster.SubmitAsync(spec, stop), requested, stop);
            }
        });
        return command;
    }

    public static Command RenderService()
    {
        var sleep = new Argument<int>("milliseconds");
        var command = new Command(Service, "render-svc with the null renderer.") { sleep };
        command.Hidden = true;
        command.SetAction((parsed, _) => ServiceHost.RunAsync([], new NullRenderModule(TimeSpan.FromMilliseconds(parsed.GetValue(sleep)))));
        return command;
    }

    private static void Print(ScaleFigures figures, string what)
    {
        Line($"{what}: {figures.Triples} triples in {figures.Seconds:F1} s, {figures.Triples / figures.Seconds:F0} a second; rendering {figures.RenderedPerSecond:F1} pairs a second");
        Line($"\n| process | CPU s | MB at half | MB at the end | MB at most |\n|---|---|---|---|---|");
        foreach (var process in figures.Processes)
            Line($"| {process.Name} | {process.CpuSeconds:F1} | {process.Half / 1e6:F0} | {process.End / 1e6:F0} | {process.Peak / 1e6:F0} |");
        Line($"");
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
