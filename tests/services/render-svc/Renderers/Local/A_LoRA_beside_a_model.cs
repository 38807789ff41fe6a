using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting;
using InstructEngine.Services.Tests.Harness;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.RenderService.Renderers.Local;

public sealed class A_LoRA_beside_a_model : IDisposable
{
    private readonly LocalBench _bench = new();

    public A_LoRA_beside_a_model()
    {
        TinyModel.Write(_bench.PathOf("tiny"), seed: 1);
        using var pipeline = TextToImagePipeline.FromPretrained(_bench.PathOf("tiny"));
        using var adapter = LoraAdapter.Create(LoraModels.Of(pipeline), new() { Rank = 2, Seed = 3 });
        using (no_grad())
        {
            foreach (var layer in adapter.Layers)
                layer.Up.copy_(arange(layer.Up.NumberOfElements, ScalarType.Float32).sin().reshape(layer.Up.shape));
        }

        adapter.Save(_bench.PathOf("style.safetensors"));
    }

    [Fact]
    public async Task Changes_the_pictures_and_the_hash_of_what_draws()
    {
        var (plain, styled, half) = (await LoadAsync(null), await LoadAsync("style.safetensors"), await LoadAsync("style.safetensors", 0.5));
        Assert.Equal(("tiny", "tiny + style.safetensors", "tiny + style.safetensors × 0.5"), (plain.Name, styled.Name, half.Name));
        Assert.Equal(3, new[] { plain, styled, half }.Select(renderer => renderer.WeightsHash).Distinct().Count());
        var pictures = new List<string>();
        foreach (var renderer in new[] { plain, styled, half })
            pictures.Add(Convert.ToHexString(await LocalBench.DrawAsync(renderer, 1)));
        Assert.Equal(3, pictures.Distinct().Count());
    }

    [Fact]
    public async Task At_scale_0_is_the_model_itself_and_leaves_its_file_as_it_was()
    {
        var (plain, none) = (await LoadAsync(null), await LoadAsync("style.safetensors", 0));
        Assert.Equal(plain.WeightsHash, none.WeightsHash);
        using var again = _bench.LoadAnew("tiny");
        Assert.Equal(plain.WeightsHash, again.WeightsHash);
    }

    [Theory]
    [InlineData("absent.safetensors", "There is no file 'absent.safetensors'")]
    [InlineData("../style.safetensors", "outside the models folder")]
    [InlineData("tiny/model_index.json", "with LoRA 'tiny/model_index.json' cannot be loaded")]
    public async Task That_cannot_be_used_is_named(string file, string said) =>
        Assert.Contains(said, (await Assert.ThrowsAsync<RunFailureException>(() => LoadAsync(file))).Message, StringComparison.Ordinal);

    public void Dispose() => _bench.Dispose();

    private Task<InstructEngine.RenderService.Renderers.Local.CheckpointRenderer> LoadAsync(string? lora, double? scale = null) =>
        _bench.LoadAsync(new RendererSpec(Model: "tiny", Lora: lora, LoraScale: scale));
}
