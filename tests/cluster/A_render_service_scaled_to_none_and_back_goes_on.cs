using System.Text.Json;

namespace InstructEngine.Cluster.Tests;

public sealed class A_render_service_scaled_to_none_and_back_goes_on
{
    [Fact]
    public async Task In_mid_job_with_the_dataset_of_an_undisturbed_run()
    {
        var undisturbed = await UndisturbedRun.ToItsDatasetAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["spec.json"], undisturbed.Spec);
        await using var cluster = await Cluster.StartAsync(folder.Path);
        var submitted = await CommandLine.RunAsync("submit", "--server", cluster.Server, "--spec", folder["spec.json"]);
        Assert.True(submitted.ExitCode == 0, submitted.Error + cluster.Logs());
        var watching = CommandLine.RunAsync("watch", submitted.Output.Trim(), "--server", cluster.Server, "--json");

        for (var times = 0; times < 2 && !watching.IsCompleted; times++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1.5));
            cluster.Process("render-svc").Terminate();
            Assert.Equal(0, await cluster.Process("render-svc").ExitCodeAsync(TimeSpan.FromSeconds(60)));
            await cluster.Process("render-svc").DisposeAsync();
            await Task.Delay(TimeSpan.FromSeconds(1));
            cluster.Start("render-svc");
            await cluster.WaitUntilReadyAsync("render-svc");
        }

        var watched = await watching;
        Assert.True(watched.ExitCode == 0, watched.Error + cluster.Logs());
        Assert.Equal(undisturbed.DatasetHash, JsonDocument.Parse(watched.Output).RootElement.GetProperty("datasetHash").GetString());
    }
}
