using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Shared.Tests.Diffusion.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

public sealed class Models_stay_in_their_file : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly TemporaryFolder _folder = new();
    private readonly UNet2DConditionModel _unet = new(TinyModels.UNet);

    public Models_stay_in_their_file() => _unet.SavePretrained(_folder.Path);

    private string Weights => Path.Combine(_folder.Path, "diffusion_pytorch_model.safetensors");

    [Fact]
    public void In_the_dtype_of_the_file()
    {
        using var loaded = UNet2DConditionModel.FromPretrained(_folder.Path);
        Assert.All(loaded.named_parameters(), p => Assert.True(MappedFiles.Contain(Weights, p.parameter), p.name));
        Assert.All(loaded.parameters(), p => Assert.True(p.requires_grad && p.is_leaf));
        Assert.Equal(ModelWeights.Hash(_unet), ModelWeights.Hash(loaded));
    }

    [Fact]
    public void But_not_in_another()
    {
        using var loaded = UNet2DConditionModel.FromPretrained(_folder.Path, ScalarType.BFloat16);
        Assert.All(loaded.parameters(), p => Assert.Equal(ScalarType.BFloat16, p.dtype));
        Assert.DoesNotContain(loaded.parameters(), p => MappedFiles.Contain(Weights, p));
    }

    [Fact]
    public void And_are_trained_without_a_change_of_it()
    {
        var before = File.ReadAllBytes(Weights);
        using var loaded = UNet2DConditionModel.FromPretrained(_folder.Path);
        using var copied = new UNet2DConditionModel(TinyModels.UNet);
        ModelWeights.Load(copied, Weights);

        foreach (var model in new[] { loaded, copied })
        {
            using var optimizer = optim.AdamW(model.parameters(), 1e-2);
            for (var step = 0; step < 3; step++)
            {
                using var stepScope = NewDisposeScope();
                optimizer.zero_grad();
                TinyModels.Run(model).square().mean().backward();
                optimizer.step();
            }
        }

        Assert.Equal(before, File.ReadAllBytes(Weights));
        Assert.NotEqual(ModelWeights.Hash(_unet), ModelWeights.Hash(loaded));
        Assert.All(loaded.parameters().Zip(copied.parameters()), p => Assert.True(p.First.allclose(p.Second, 1e-4, 1e-5)));
    }

    [Fact]
    public void And_are_saved_onto_it()
    {
        using var loaded = UNet2DConditionModel.FromPretrained(_folder.Path);
        using var second = UNet2DConditionModel.FromPretrained(_folder.Path);
        using (no_grad())
        {
            foreach (var parameter in loaded.parameters())
                parameter.add_(1);
        }

        loaded.SavePretrained(_folder.Path);

        using var again = UNet2DConditionModel.FromPretrained(_folder.Path);
        Assert.Equal(ModelWeights.Hash(loaded), ModelWeights.Hash(again));
        Assert.Equal(ModelWeights.Hash(_unet), ModelWeights.Hash(second));
    }

    [Fact]
    public void Which_is_let_go_with_the_model()
    {
        var loaded = UNet2DConditionModel.FromPretrained(_folder.Path);
        Assert.Contains(File.ReadLines("/proc/self/maps"), line => line.Contains(_folder.Path, StringComparison.Ordinal));
        loaded.Dispose();
        Assert.DoesNotContain(File.ReadLines("/proc/self/maps"), line => line.Contains(_folder.Path, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _unet.Dispose();
        _folder.Dispose();
        _scope.Dispose();
    }
}
