using InstructEngine.Shared.Tests.Diffusion.Models;
using InstructEngine.Shared.Tests.Diffusion.Vision.Blip;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Scoring.ImageReward;

/// <summary>A tiny ImageReward folder: weights in the authors' naming, and a vocabulary.</summary>
internal sealed class ImageRewardFolder : IDisposable
{
    public static readonly string[] Words =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "red", "cat", "##s", "cafe", "!", "the", "blue", "dog", "##ing", "draw", ",", "中", "文", "[unused0]", "on", "two",
    ];

    private readonly TemporaryFolder _folder = new();

    public ImageRewardFolder(Action<Dictionary<string, Tensor>>? change = null)
    {
        TinyBlip.Write(this["ImageReward.safetensors"], change);
        File.WriteAllLines(this["vocab.txt"], Words);
    }

    public string Path => _folder.Path;

    public string this[string file] => System.IO.Path.Combine(Path, file);

    public void Dispose() => _folder.Dispose();
}
