using System.Text.Json;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

public sealed class Models_in_shards_load : IDisposable
{
    private const string Name = "diffusion_pytorch_model";
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();
    private readonly TemporaryFolder _folder = new();
    private readonly UNet2DConditionModel _unet = new(TinyModels.UNet);

    [Theory]
    [InlineData("", ".safetensors.index.json")]
    [InlineData(".fp16", ".fp16.safetensors.index.json")]
    [InlineData(".fp16", ".safetensors.index.fp16.json")]
    public void By_their_index(string variant, string index)
    {
        Split(variant, index);
        using var loaded = UNet2DConditionModel.FromPretrained(_folder.Path);
        Assert.Equal(ModelWeights.Hash(_unet), ModelWeights.Hash(loaded));
    }

    [Fact]
    public void And_are_replaced_by_one_file_when_saved()
    {
        Split("", ".safetensors.index.json");
        File.WriteAllText(Path.Combine(_folder.Path, $"{Name}.non_ema.safetensors"), "another model's");
        using var loaded = UNet2DConditionModel.FromPretrained(_folder.Path);
        using (no_grad())
            loaded.parameters().First().add_(1);

        loaded.SavePretrained(_folder.Path);

        Assert.Equal(["config.json", $"{Name}.non_ema.safetensors", $"{Name}.safetensors"],
            Directory.GetFiles(_folder.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        using var again = UNet2DConditionModel.FromPretrained(_folder.Path);
        Assert.Equal(ModelWeights.Hash(loaded), ModelWeights.Hash(again));
    }

    public void Dispose()
    {
        _unet.Dispose();
        _folder.Dispose();
        _scope.Dispose();
    }

    private void Split(string variant, string index)
    {
        _unet.SavePretrained(_folder.Path);
        File.Delete(Path.Combine(_folder.Path, $"{Name}.safetensors"));
        var map = new Dictionary<string, string>();
        foreach (var (shard, number) in ModelWeights.Tensors(_unet).Chunk(40).Select((s, i) => (s, i + 1)))
        {
            var file = $"{Name}{variant}-{number:D5}-of-00009.safetensors";
            SafetensorsWriter.Write(Path.Combine(_folder.Path, file), shard.ToDictionary());
            foreach (var (tensor, _) in shard)
                map.Add(tensor, file);
        }

        Assert.True(map.Values.Distinct().Count() > 1);
        File.WriteAllText(Path.Combine(_folder.Path, Name + index), JsonSerializer.Serialize(new { weight_map = map }));
    }
}
