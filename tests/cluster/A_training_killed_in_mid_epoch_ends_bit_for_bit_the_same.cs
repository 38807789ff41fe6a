using System.Text.Json;

namespace InstructEngine.Cluster.Tests;

public sealed class A_training_killed_in_mid_epoch_ends_bit_for_bit_the_same
{
    private const string Spec =
        """
        {
          "name": "small", "seed": 4,
          "instructions": { "triplesPerLeaf": 3 },
          "rendering": { "steps": 8 },
          "training": { "steps": 12, "batchSize": 4, "warmupSteps": 1, "checkpointEverySteps": 3 },
          "evaluation": { "prompts": 6, "steps": 4, "guidanceScales": [1, 2] }
        }
        """;

    [Fact]
    public async Task The_checkpoint_has_the_hash_of_an_undisturbed_one()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["spec.json"], Spec);
        var undisturbed = await CommandLine.RunAsync("run", "--spec", folder["spec.json"], "--out", folder["embedded"], "--json");
        Assert.True(undisturbed.ExitCode == 0, undisturbed.Error);
        await using var cluster = await Cluster.StartAsync(folder.Path, new Dictionary<string, string> { ["INSTRUCTENGINE_JOBS__LEASETIME"] = "3" }, "trainer-svc");
        cluster.Start(
            "trainer-svc",
            new Dictionary<string, string>
            {
                // The job's document is replaced when it is taken, with each checkpoint, and about once a second between.
                ["FAULT_SERVICE"] = "trainer-svc",
                ["FAULT_POINT"] = "after replace jobs",
                ["FAULT_SKIP"] = "3",
                ["FAULT_KIND"] = "kill",
                ["FAULT_MARKER"] = folder["fault-has-been"],
            },
            Programs.FaultyService);
        await cluster.WaitUntilReadyAsync("trainer-svc");

        var submitted = await CommandLine.RunAsync("submit", "--server", cluster.Server, "--spec", folder["spec.json"]);
        Assert.True(submitted.ExitCode == 0, submitted.Error + cluster.Logs());
        Assert.Equal(128 + 9, await cluster.Process("trainer-svc").ExitCodeAsync(TimeSpan.FromMinutes(3)));
        await cluster.Process("trainer-svc").DisposeAsync();
        cluster.Start("trainer-svc");
        var watched = await CommandLine.RunAsync("watch", submitted.Output.Trim(), "--server", cluster.Server, "--json");

        Assert.True(watched.ExitCode == 0, watched.Error + cluster.Logs());
        foreach (var hash in new[] { "checkpointHash", "referenceHash" })
        {
            Assert.Equal(Training(undisturbed.Output).GetProperty(hash).GetString(), Training(watched.Output).GetProperty(hash).GetString());
        }
    }

    private static JsonElement Training(string summary) => JsonDocument.Parse(summary).RootElement.GetProperty("training");
}
