using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Vision;
using InstructEngine.Shared.Tests.Diffusion.Models;
using InstructEngine.Shared.Tests.Diffusion.Text;
using TorchSharp;

namespace InstructEngine.Shared.Tests.Scoring.Clip;

/// <summary>A CLIP folder as the hub has them: model, tokenizer and preparation side by side. Removed with the test.</summary>
internal sealed class TinyClipFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TinyClipFolder()
    {
        using var model = new CLIPModel(TinyModels.Clip, new torch.Generator(5));
        model.SavePretrained(Path);
        using var tokenizer = new TinyTokenizer();
        foreach (var file in Directory.EnumerateFiles(tokenizer.Folder))
            File.Copy(file, this[System.IO.Path.GetFileName(file)]);
    }

    public string Path => _folder.Path;

    public string this[string file] => System.IO.Path.Combine(Path, file);

    /// <summary>Of many colours, another for each seed.</summary>
    public static RgbImage Image(int seed, int width = 12, int height = 9)
    {
        var rgb = new byte[width * height * RgbImage.Channels];
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)(128 + (127 * Math.Sin((i + 1) * (seed + 0.37))));
        return new(width, height, rgb);
    }

    public void Dispose() => _folder.Dispose();
}
