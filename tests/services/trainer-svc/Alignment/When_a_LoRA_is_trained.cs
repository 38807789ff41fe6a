using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

public sealed class When_a_LoRA_is_trained
{
    [Theory]
    [InlineData("float32")]
    [InlineData("bfloat16")]
    public async Task Its_epochs_are_whole_models_that_are_the_base_with_the_adapter_merged(string precision)
    {
        await using var bench = await TrainingBench.StartAsync(TrainingBench.Training with { LoraRank = 2, LoraAlpha = 3, Precision = precision });
        await bench.RunAsync(bench.NewJob());
        var last = (await bench.Harness.StoredAsync<EpochCompleted>(Collections.Epochs, DemoPairs.RunId)).Single(epoch => epoch.IsLast);

        using var unet = UNet2DConditionModel.FromPretrained(Path.Combine(bench.ModelFolder, "unet"));
        Assert.Equal(last.ReferenceHash, ModelWeights.Hash(unet));
        using (var adapter = LoraAdapter.Load(await FileAsync(bench, last.Adapter!, "adapter"), new LoraModels(unet)))
        {
            Assert.All(adapter.Layers, layer => Assert.Equal((2, 3), (layer.Rank, layer.Alpha)));
            Assert.Contains(adapter.Layers, layer => layer.Up.abs().max().item<float>() > 0);
            adapter.MergeInto(new LoraModels(unet));
        }

        Assert.Equal(last.CheckpointHash, ModelWeights.Hash(unet));
        Assert.NotEqual(last.ReferenceHash, last.CheckpointHash);
        ModelWeights.Load(unet, await FileAsync(bench, last.Checkpoint, "merged"));
        Assert.Equal(last.CheckpointHash, ModelWeights.Hash(unet));
    }

    [Theory]
    [InlineData("float32", 1e-6)]
    [InlineData("bfloat16", 1e-6)]
    public async Task It_begins_at_the_reference(string precision, double tolerance)
    {
        await using var bench = await TrainingBench.StartAsync(TrainingBench.Training with { LoraRank = 2, Precision = precision });
        await bench.RunAsync(bench.NewJob());
        var entries = (await bench.LogAsync()).Entries;
        Assert.Equal(Math.Log(2), entries[0].Loss, tolerance);
        Assert.Equal(0.5, entries[0].ImplicitAccuracy);
        Assert.NotEqual(entries[0].Loss, entries[^1].Loss);
    }

    private static async Task<string> FileAsync(TrainingBench bench, BlobReference blob, string name)
    {
        var file = Path.Combine(bench.ModelFolder, name + ".safetensors");
        await File.WriteAllBytesAsync(file, await bench.Harness.Blobs.ReadAsync(blob, default));
        return file;
    }
}
