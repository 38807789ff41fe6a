using InstructEngine.Diffusion.Weights;
using InstructEngine.Scoring;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Scoring.ImageReward;

public sealed class When_an_ImageReward_folder_cannot_be_used
{
    [Fact]
    public void A_missing_tensor_is_named()
    {
        using var folder = new ImageRewardFolder(tensors => tensors.Remove("blip.text_encoder.encoder.layer.1.crossattention.self.key.bias"));
        Assert.Contains("'text_encoder.encoder.layer.1.crossattention.self.key.bias' [64] is missing", Assert.Throws<SafetensorsException>(() => Load(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_BLIP_is_refused()
    {
        using var folder = new ImageRewardFolder(tensors => tensors.Remove("blip.visual_encoder.pos_embed"));
        Assert.Contains("'blip.visual_encoder.pos_embed': is missing; weights of BLIP", Assert.Throws<SafetensorsException>(() => Load(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Positions_that_make_no_square_are_refused()
    {
        using var folder = new ImageRewardFolder(tensors => tensors["blip.visual_encoder.pos_embed"] = zeros(1, 7, 128));
        Assert.Contains("7 positions", Assert.Throws<SafetensorsException>(() => Load(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_part_of_it_is_refused()
    {
        using var folder = new ImageRewardFolder(tensors => tensors["unet.conv_in.weight"] = zeros(1));
        Assert.Contains("'unet.conv_in.weight': is not part of ImageReward", Assert.Throws<SafetensorsException>(() => Load(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_authors_pickle_is_refused_with_how_to_convert_it()
    {
        using var folder = new ImageRewardFolder();
        File.Move(folder["ImageReward.safetensors"], folder["ImageReward.pt"]);
        Assert.Contains("weights_only=True).items()}, \"ImageReward.safetensors\")", Assert.Throws<FileNotFoundException>(() => Load(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_vocabulary_is_named()
    {
        using var folder = new ImageRewardFolder();
        File.Delete(folder["vocab.txt"]);
        Assert.Contains("vocab.txt: missing", Assert.Throws<InvalidDataException>(() => Load(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vocabulary_of_another_kind_is_refused()
    {
        using var folder = new ImageRewardFolder();
        File.WriteAllLines(folder["vocab.txt"], ["<s>", "</s>", "cat"]);
        Assert.Contains("has no line [PAD]", Assert.Throws<InvalidDataException>(() => Load(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vocabulary_that_is_larger_than_the_models_is_refused()
    {
        using var folder = new ImageRewardFolder();
        File.AppendAllLines(folder["vocab.txt"], ["x", "y", "z"]);
        Assert.Contains("25 tokens", Assert.Throws<InvalidDataException>(() => Load(folder)).Message, StringComparison.Ordinal);
    }

    private static IImageScorer Load(ImageRewardFolder folder) => ImageScorers.Load("image-reward", folder.Path);
}
