using InstructEngine.Diffusion.Text;
using InstructEngine.Diffusion.Vision;
using InstructEngine.Scoring.Clip;
using InstructEngine.Shared.Tests.Diffusion;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Scoring.Clip;

/// <summary>The model is compared with the reference in Diffusion/Parity; here, that the scorer adds nothing of its own to a folder of the reference.</summary>
[Trait("Category", "Parity")]
public sealed class CLIP_scores_follow_the_reference
{
    public static IEnumerable<TheoryDataRow<string>> Folders => GoldenFolder.FoldersWith("io/clip.safetensors");

    [Theory, MemberData(nameof(Folders))]
    public void Over_whole_folders(string folder)
    {
        var path = GoldenFolder.Require(folder);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var pick = ClipScorer.Load(ClipScorer.PickScore, path);
        using var clip = ClipScorer.Load(ClipScorer.ClipScore, path);
        using var model = CLIPModel.FromPretrained(path);
        string[] prompts = ["a photo of a cat", "Two red squares, on a white background!", ""];
        var images = Enumerable.Range(0, 3).Select(i => TinyClipFolder.Image(i, 61 + i, 97 - i)).ToArray();

        var pixels = new CLIPImageProcessor { Size = model.Config.VisionConfig.ImageSize }.Process(images);
        var output = model.call(ClipTokenizer.FromPretrained(Path.Combine(path, "tokenizer")).Encode(prompts), pixels);
        for (var i = 0; i < images.Length; i++)
        {
            Assert.Equal(output.LogitsPerImage[i, i].ToDouble(), pick.Fit([new(prompts[i], images[i])])[0], 1e-5);
            Assert.Equal(100 * (output.ImageEmbeds[i] * output.TextEmbeds[i]).sum().ToDouble(), clip.Fit([new(prompts[i], images[i])])[0], 1e-4);
        }
    }
}
