using System.Globalization;
using System.Text.RegularExpressions;

namespace InstructEngine.Cluster.Tests;

public sealed partial class A_run_shows_on_the_metrics_of_its_services
{
    private const string WriteVariable = "INSTRUCTENGINE_WRITE_SCRAPES";

    [Fact]
    public async Task From_prompts_to_scores()
    {
        using var folder = new TemporaryFolder();
        await using var cluster = await Cluster.StartAsync(folder.Path);

        var submitted = await CommandLine.RunAsync("submit", "--server", cluster.Server, "--spec", SmallSpec.Write(folder["spec.json"]));
        Assert.True(submitted.ExitCode == 0, submitted.Error + cluster.Logs());
        var watched = await CommandLine.RunAsync("watch", submitted.Output.Trim(), "--server", cluster.Server, "--json");
        Assert.True(watched.ExitCode == 0, watched.Error + cluster.Logs());

        Assert.True(await SumAsync(cluster, "taxonomy-svc", "instructengine_corpus_prompts_total") > 0);
        Assert.True(await SumAsync(cluster, "instruction-svc", "instructengine_triples_total") > 0);
        Assert.True(await SumAsync(cluster, "render-svc", "instructengine_pairs_total") > 0);
        Assert.True(await SumAsync(cluster, "render-svc", "instructengine_render_seconds_count") > 0);
        Assert.Equal(4, await SumAsync(cluster, "trainer-svc", "instructengine_training_steps_total"));
        Assert.InRange(
            await SumAsync(cluster, "trainer-svc", "instructengine_training_checkpoint_timestamp_seconds"),
            DateTimeOffset.UtcNow.AddMinutes(-10).ToUnixTimeSeconds(),
            DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        Assert.True(await SumAsync(cluster, "eval-svc", "instructengine_evaluation_images_rendered_total") > 0);
        Assert.True(await SumAsync(cluster, "eval-svc", "instructengine_evaluation_images_scored_total") > 0);
        Assert.True(await SumAsync(cluster, "eval-svc", "instructengine_evaluation_score", "scorer=\"count\"") is > 0 and <= 2);
        Assert.Equal(0, await SumAsync(cluster, "eval-svc", "instructengine_jobs", "state=\"waiting\""));
        await WriteAsync(cluster);
    }

    /// <summary>The sum over all series of a name, at least one of them there, whose labels contain a text.</summary>
    private static async Task<double> SumAsync(Cluster cluster, string service, string name, string label = "")
    {
        var values = (await PageAsync(cluster, service)).Split('\n')
            .Select(line => Series().Match(line))
            .Where(match => match.Groups["name"].Value == name && match.Groups["labels"].Value.Contains(label, StringComparison.Ordinal))
            .Select(match => double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture))
            .ToList();
        Assert.True(values.Count > 0, $"{service} shows no {name} {label}");
        return values.Sum();
    }

    /// <summary>Dashboards and alerts are held against these pages (tests/deploy).</summary>
    private static async Task WriteAsync(Cluster cluster)
    {
        if (Environment.GetEnvironmentVariable(WriteVariable) is { Length: > 0 } folder)
        {
            foreach (var service in Cluster.Services)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, service + ".prom"), await PageAsync(cluster, service));
            }
        }
    }

    private static async Task<string> PageAsync(Cluster cluster, string service)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(cluster.Http(service, "/metrics"));
    }

    [GeneratedRegex(@"^(?<name>[a-z_]+)(?:\{(?<labels>[^}]*)\})? (?<value>\S+)$")]
    private static partial Regex Series();
}
