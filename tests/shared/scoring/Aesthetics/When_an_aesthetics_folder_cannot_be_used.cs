using InstructEngine.Diffusion.Weights;
using InstructEngine.Scoring;

namespace InstructEngine.Shared.Tests.Scoring.Aesthetics;

public sealed class When_an_aesthetics_folder_cannot_be_used : IDisposable
{
    private readonly AestheticFolder _folder = new();

    [Fact]
    public void A_missing_predictor_is_named()
    {
        File.Delete(_folder["sac+logos+ava1-l14-linearMSE.safetensors"]);
        var message = Assert.Throws<FileNotFoundException>(() => Load(_folder)).Message;
        Assert.Contains("There is no 'sac+logos+ava1-l14-linearMSE.safetensors'", message, StringComparison.Ordinal);
        Assert.Contains("nor 'aesthetic.safetensors'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_authors_pickle_is_refused_with_how_to_convert_it()
    {
        File.Move(_folder["sac+logos+ava1-l14-linearMSE.safetensors"], _folder["sac+logos+ava1-l14-linearMSE.pth"]);
        var message = Assert.Throws<FileNotFoundException>(() => Load(_folder)).Message;
        Assert.Contains("a pickle, which can run code and is refused", message, StringComparison.Ordinal);
        Assert.Contains("weights_only=True).items()}, \"sac+logos+ava1-l14-linearMSE.safetensors\")", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_predictor_for_another_CLIP_is_refused_with_both_widths()
    {
        using var other = new AestheticFolder(width: 7);
        Assert.Contains("'layers.0.weight' is [1024, 7] in the file but [1024, 6] in the model", Assert.Throws<SafetensorsException>(() => Load(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_CLIP_is_named()
    {
        File.Delete(_folder["model.safetensors"]);
        Assert.Contains("There is no 'model.safetensors'", Assert.Throws<FileNotFoundException>(() => Load(_folder)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static IImageScorer Load(AestheticFolder folder) => ImageScorers.Load("aesthetic", folder.Path);
}
