using InstructEngine.Diffusion.Vision;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Shared.Tests.Scoring.Clip;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Scoring.Aesthetics;

/// <summary>A tiny CLIP folder with a predictor beside it.</summary>
internal sealed class AestheticFolder : IDisposable
{
    private readonly TinyClipFolder _clip = new();

    public AestheticFolder(int width = 6)
    {
        using var head = new RewardHead(width);
        using var noGrad = no_grad();
        using var generator = new Generator(9);
        foreach (var parameter in head.parameters())
            parameter.normal_(0, 0.2, generator);
        ModelWeights.Save(head, this["sac+logos+ava1-l14-linearMSE.safetensors"]);
    }

    public string Path => _clip.Path;

    public string this[string file] => _clip[file];

    public void Dispose() => _clip.Dispose();
}
