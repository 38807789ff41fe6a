using InstructEngine.Diffusion.Vision;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Shared.Tests.Diffusion.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Vision;

public sealed class Checkpoints_of_open_clip : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly TemporaryFolder _folder = new();
    private readonly CLIPModel _model = new(TinyModels.Clip, new Generator(7));

    private string File => Path.Combine(_folder.Path, "open_clip_model.safetensors");

    [Fact]
    public void Give_the_same_model()
    {
        OpenClipFile.Write(_model, File, change: tensors => tensors["attn_mask"] = zeros(7, 7));
        using var read = CLIPModel.FromWeights(File, TinyModels.Clip);
        Assert.Equal(ModelWeights.Hash(_model), ModelWeights.Hash(read));
        using var noGrad = no_grad();
        var (ids, pixels) = (tensor(new long[] { 1, 9, 0 }, [1, 3]), ones(1, 3, 8, 8));
        Assert.Equal(_model.call(ids, pixels).LogitsPerImage.ToDouble(), read.call(ids, pixels).LogitsPerImage.ToDouble(), 1e-6);
    }

    [Fact]
    public void That_lack_a_tensor_are_refused_with_its_name()
    {
        OpenClipFile.Write(_model, File, change: tensors => tensors.Remove("visual.proj"));
        Assert.Contains("'visual_projection.weight' [6, 12] is missing", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void With_joined_projections_of_another_width_are_refused()
    {
        OpenClipFile.Write(_model, File, change: tensors => tensors["transformer.resblocks.1.attn.in_proj_weight"] = zeros(21, 8));
        Assert.Contains("'text_model.encoder.layers.1.self_attn.q_proj.weight' is [7, 8] in the file but [8, 8] in the model", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void With_what_is_no_part_of_CLIP_are_refused()
    {
        OpenClipFile.Write(_model, File, change: tensors => tensors["visual.transformer.resblocks.0.ls_1.gamma"] = zeros(12));
        Assert.Contains("'visual.transformer.resblocks.0.ls_1.gamma' [12] is not part of the model", Refused(), StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Parity")]
    public void Of_ViT_H_have_the_sizes_of_the_published_config()
    {
        System.IO.File.Copy(GoldenFolder.Require("manifests", "configs", "clip-vit-h-14-full.json"), Path.Combine(_folder.Path, "config.json"));
        var published = CLIPModel.ReadConfig(_folder.Path);
        Assert.Equal(published.VisionConfig, ClipConfig.VitH14.VisionConfig);
        Assert.Equal(published.TextConfig, ClipConfig.VitH14.TextConfig);
        Assert.Equal(published.ProjectionDim, ClipConfig.VitH14.ProjectionDim);
    }

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    private string Refused() => Assert.Throws<SafetensorsException>(() => CLIPModel.FromWeights(File, TinyModels.Clip)).Message;
}
