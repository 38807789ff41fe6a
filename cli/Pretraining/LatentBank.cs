using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Cli.Pretraining;

/// <summary>Training scenes drawn and encoded once: their latents [N, 4, 8, 8], scaled to unit variance.</summary>
internal sealed class LatentBank : IDisposable
{
    private const int Chunk = 250;

    private LatentBank(IReadOnlyList<Scene> scenes, Tensor latents) => (Scenes, Latents) = (scenes, latents);

    public IReadOnlyList<Scene> Scenes { get; }

    public Tensor Latents { get; }

    public static LatentBank Draw(int pictures, long seed, string autoencoderFolder, CancellationToken cancellationToken)
    {
        using var model = AutoencoderKL.FromPretrained(autoencoderFolder);
        using var noGrad = no_grad();
        var scenes = new List<Scene>(pictures);
        var parts = new List<Tensor>();
        using var scope = NewDisposeScope();
        for (var at = 0; at < pictures; at += Chunk)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var chunkScope = NewDisposeScope();
            var random = new DemoRandom(Seeds.Of(seed, "bank", at));
            var chunk = Enumerable.Range(0, Math.Min(Chunk, pictures - at)).Select(_ => SceneSampler.Training(random)).ToList();
            var drawn = chunk.Select(s => SceneSampler.Draw(s, random.Next(int.MaxValue))).ToList();
            parts.Add((model.Encode(ImageTensors.ToTensor(drawn)).Mean * model.Config.ScalingFactor).MoveToOuterDisposeScope());
            scenes.AddRange(chunk);
        }

        return new LatentBank(scenes, cat(parts, 0).DetachFromDisposeScope());
    }

    public void Dispose() => Latents.Dispose();
}
