using InstructEngine.Diffusion.Vision;
using InstructEngine.Scoring;
using InstructEngine.Scoring.ImageReward;
using InstructEngine.Shared.Tests.Diffusion.Vision.Blip;
using InstructEngine.Shared.Tests.Scoring.Clip;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Scoring.ImageReward;

public sealed class An_image_reward : IDisposable
{
    private readonly ImageRewardFolder _folder = new();

    [Fact]
    public void Is_the_heads_word_on_image_and_prompt_normalised()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var scorer = ImageRewardScorer.Load(_folder.Path);
        using var model = TinyBlip.Model();
        using var file = InstructEngine.Diffusion.Weights.SafetensorsFile.Open(_folder["ImageReward.safetensors"]);
        using var head = RewardHead.Load(64, file, rename: name => name.StartsWith("mlp.", StringComparison.Ordinal) ? name[4..] : null);
        var pixels = new CLIPImageProcessor { Size = 32, CropRounding = CropRounding.HalfToEven }.Process([TinyClipFolder.Image(1, 40, 37)]);

        // "two cats": begin, two, cat, ##s, end, and padding up to 35.
        long[] ids = [2, 21, 7, 8, 3, .. new long[30]];
        bool[] mask = [true, true, true, true, true, .. new bool[30]];
        var state = model.call(tensor(ids).unsqueeze(0), tensor(mask).unsqueeze(0), model.EncodeImages(pixels));
        var expected = (head.call(state).item<float>() - 0.16717362830052426) / 1.0333394966054072;
        Assert.Equal(expected, scorer.Score([new("Two  cats", TinyClipFolder.Image(1, 40, 37))]).Single().Values["image-reward"], 1e-5);
    }

    [Fact]
    public void Is_of_an_image_with_its_own_prompt_alone_and_among_many()
    {
        using var scorer = ImageScorers.Load("image-reward", _folder.Path) as ImageRewardScorer;
        var images = Enumerable.Range(0, 3).Select(i => TinyClipFolder.Image(i, 33 + i, 35)).ToArray();
        ScoredImage[] many = [.. Enumerable.Range(0, 21).Select(i => new ScoredImage(i % 2 == 0 ? "a red cat" : $"the dog{new string('!', i)}", images[i % 3]))];
        var together = scorer!.Fit(many);
        for (var i = 0; i < many.Length; i++)
            Assert.Equal(scorer.Fit([many[i]])[0], together[i], 1e-5);
        Assert.True(together.Select(score => Math.Round(score, 5)).Distinct().Count() > 6);
        Assert.Empty(scorer.Fit([]));
    }

    [Fact]
    public void Of_bfloat16_is_near()
    {
        using var full = ImageRewardScorer.Load(_folder.Path);
        using var half = ImageRewardScorer.Load(_folder.Path, ScalarType.BFloat16);
        ScoredImage image = new("a red cat", TinyClipFolder.Image(1, 33, 33));
        Assert.Equal(full.Fit([image])[0], half.Fit([image])[0], 0.1);
    }

    [Fact]
    public void Is_no_number_where_a_weight_is_none()
    {
        using var folder = new ImageRewardFolder(tensors => tensors["blip.text_encoder.embeddings.LayerNorm.bias"].fill_(float.NaN));
        using var scorer = ImageRewardScorer.Load(folder.Path);
        Assert.Equal(double.NaN, scorer.Fit([new("a", TinyClipFolder.Image(1, 33, 33))])[0]);
    }

    public void Dispose() => _folder.Dispose();
}
