using System.Text.Json;

namespace InstructEngine.Cluster.Tests;

public sealed class A_killed_render_service_loses_nothing
{
    [Fact]
    public async Task Started_again_it_ends_in_the_dataset_of_an_undisturbed_run()
    {
        using var folder = new TemporaryFolder();
        var spec = SmallSpec.Write(folder["spec.json"], seed: 2);
        await using var cluster = await Cluster.StartAsync(folder.Path);

        var submitted = await CommandLine.RunAsync("submit", "--server", cluster.Server, "--spec", spec);
        Assert.True(submitted.ExitCode == 0, submitted.Error + cluster.Logs());
        await Task.Delay(TimeSpan.FromSeconds(2));
        cluster.Process("render-svc").KillNow();
        await cluster.Process("render-svc").DisposeAsync();
        cluster.Start("render-svc");

        var watched = await CommandLine.RunAsync("watch", submitted.Output.Trim(), "--server", cluster.Server, "--json");
        Assert.True(watched.ExitCode == 0, watched.Error + cluster.Logs());
        var embedded = await CommandLine.RunAsync("run", "--spec", spec, "--out", folder["embedded"], "--json");
        Assert.True(embedded.ExitCode == 0, embedded.Error);
        Assert.Equal(DatasetHash(embedded.Output), DatasetHash(watched.Output));
    }

    private static string DatasetHash(string summary) => JsonDocument.Parse(summary).RootElement.GetProperty("datasetHash").GetString()!;
}
