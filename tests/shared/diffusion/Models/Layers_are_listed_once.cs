using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Text;
using InstructEngine.Diffusion.Vision;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

/// <summary>Adapters find a layer by its place in named_modules, so each is to have one place there, and the one its parameters are named for.</summary>
public sealed class Layers_are_listed_once
{
    public static TheoryData<string> Kinds => [.. Models.Keys];

    private static Dictionary<string, Func<nn.Module>> Models { get; } = new()
    {
        ["UNet"] = () => new UNet2DConditionModel(TinyModels.UNetWithAddedConditions),
        ["autoencoder"] = () => new AutoencoderKL(TinyModels.Autoencoder),
        ["CLIP text"] = () => new CLIPTextModel(TinyModels.Clip.TextConfig),
        ["CLIP text with projection"] = () => new CLIPTextModelWithProjection(TinyModels.Clip.TextConfig),
        ["CLIP vision"] = () => new CLIPVisionModelWithProjection(TinyModels.Clip.VisionConfig),
        ["CLIP"] = () => new CLIPModel(TinyModels.Clip),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void At_the_name_of_their_parameters(string kind)
    {
        TorchRuntime.EnsureLoaded();
        using var model = Models[kind]();
        var modules = model.named_modules().ToList();
        var parameters = model.named_parameters().Select(parameter => parameter.name).ToList();

        Assert.Equal(modules.Count, modules.Select(module => module.name).Distinct().Count());
        Assert.Empty(modules.GroupBy(module => module.module, ReferenceEqualityComparer.Instance).Where(same => same.Count() > 1)
            .Select(same => string.Join(" = ", same.Select(module => module.name))));
        Assert.Equal(parameters.Order(), parameters.Distinct().Order());
        Assert.All(modules.Where(module => !module.module.children().Any()).SelectMany(module => module.module.named_parameters(recurse: false).Select(p => $"{module.name}.{p.name}")),
            name => Assert.Contains(name, parameters));
    }
}
