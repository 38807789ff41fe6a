using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Vision;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Shared.Tests.Diffusion.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Vision;

public sealed class A_CLIP_model : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly CLIPModel _model = new(TinyModels.Clip, new Generator(1));

    [Fact]
    public void Is_the_same_after_saving_and_reading()
    {
        using var folder = new TemporaryFolder();
        _model.SavePretrained(folder.Path);
        using var read = CLIPModel.FromPretrained(folder.Path);
        Assert.Equal(ModelWeights.Hash(_model), ModelWeights.Hash(read));
        Assert.Equal(_model.Config.VisionConfig, read.Config.VisionConfig);
        Assert.Equal(["CLIPModel"], read.Config.Architectures!);
    }

    [Fact]
    public void Its_vision_tower_is_the_same_after_saving_and_reading()
    {
        using var folder = new TemporaryFolder();
        using var model = new CLIPVisionModelWithProjection(TinyModels.Clip.VisionConfig, new Generator(2));
        model.SavePretrained(folder.Path);
        using var read = CLIPVisionModelWithProjection.FromPretrained(folder.Path);
        Assert.Equal(ModelWeights.Hash(model), ModelWeights.Hash(read));
    }

    [Fact]
    public void Starts_with_the_deviations_of_transformers()
    {
        var model = new CLIPModel(TinyModels.Clip with { VisionConfig = new() { HiddenSize = 48, NumAttentionHeads = 4, NumHiddenLayers = 2, IntermediateSize = 96 } }, new Generator(3));
        var weights = ModelWeights.Tensors(model);
        Near(0.02, "vision_model.embeddings.patch_embedding.weight");
        Near(0.02, "vision_model.embeddings.position_embedding.weight");
        Near(Math.Pow(48, -0.5), "vision_model.embeddings.class_embedding");
        Near(Math.Pow(48, -0.5) / 2, "vision_model.encoder.layers.0.self_attn.q_proj.weight");
        Near(Math.Pow(48, -0.5), "visual_projection.weight");
        Assert.Equal(2.6592f, weights["logit_scale"].item<float>());

        void Near(double deviation, string name) => Assert.InRange(weights[name].std().item<float>(), 0.7 * deviation, 1.3 * deviation);
    }

    [Fact]
    public void Every_parameter_learns()
    {
        using var model = new CLIPModel(TinyModels.Clip, new Generator(4));
        var output = model.call(tensor(new long[] { 1, 9, 0, 3, 4, 9 }, [2, 3]), Pixels(3));
        (output.LogitsPerImage * arange(6).reshape(3, 2)).sum().backward();
        var untouched = model.named_parameters().Where(pair => pair.parameter.grad is not { } grad || grad.abs().sum().item<float>() == 0);
        // A key's bias adds the same to all scores of a query, which softmax does not see.
        Assert.All(untouched, pair => Assert.EndsWith("k_proj.bias", pair.name));
    }

    [Theory]
    [InlineData(ScalarType.Float16, 0.005)]
    [InlineData(ScalarType.BFloat16, 0.04)]
    public void Stays_near_full_precision_in_half(ScalarType dtype, double tolerance)
    {
        using var noGrad = no_grad();
        using var folder = new TemporaryFolder();
        _model.SavePretrained(folder.Path);
        using var read = CLIPModel.FromPretrained(folder.Path, dtype);
        var ids = tensor(new long[] { 1, 9, 0, 3, 4, 9 }, [2, 3]);
        var full = _model.call(ids, Pixels(3));
        foreach (var half in new[] { read.call(ids, Pixels(3)), _model.to(dtype).call(ids, Pixels(3)) })
        {
            Assert.Equal(dtype, half.LogitsPerImage.dtype);
            GoldenTensors.Near(full.LogitsPerImage, half.LogitsPerImage, double.PositiveInfinity, tolerance, "logits");
            GoldenTensors.Near(full.Vision.HiddenStates[^1], half.Vision.HiddenStates[^1], double.PositiveInfinity, tolerance, "states");
        }
    }

    [Fact]
    public void Its_own_parameters_are_those_it_uses_after_reading_and_converting()
    {
        using var noGrad = no_grad();
        using var folder = new TemporaryFolder();
        _model.SavePretrained(folder.Path);
        using var read = CLIPModel.FromPretrained(folder.Path);
        foreach (var model in new[] { read, read.to(ScalarType.Float64) })
        {
            var weights = ModelWeights.Tensors(model);
            var before = model.call(zeros([1, 3], ScalarType.Int64), Pixels(1));
            weights["logit_scale"].fill_(0);
            weights["vision_model.embeddings.class_embedding"].add_(arange(12));
            var after = model.call(zeros([1, 3], ScalarType.Int64), Pixels(1));
            Assert.InRange(after.LogitsPerImage.ToDouble(), -1, 1);
            Assert.NotEqual(before.LogitsPerImage.abs().ToDouble(), after.LogitsPerImage.abs().ToDouble());
            Assert.True((before.ImageEmbeds - after.ImageEmbeds).abs().max().ToDouble() > 1e-3);
        }
    }

    [Fact]
    public void Projects_to_its_own_width_whatever_the_towers_say()
    {
        var output = _model.call(zeros([2, 3], ScalarType.Int64), Pixels(4));
        Assert.Equal([4, 6], output.ImageEmbeds.shape);
        Assert.Equal([2, 6], output.TextEmbeds.shape);
        Assert.Equal([4, 2], output.LogitsPerImage.shape);
    }

    [Theory]
    [InlineData(new long[] { 1, 3, 8, 9 })]
    [InlineData(new long[] { 1, 4, 8, 8 })]
    [InlineData(new long[] { 3, 8, 8 })]
    public void Refuses_pictures_of_another_shape(long[] shape)
    {
        var e = Assert.Throws<ArgumentException>(() => _model.EmbedImages(zeros(shape)));
        Assert.Contains("[B, 3, 8, 8] is wanted", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "vision_config": { "hidden_act": "relu" } }""", "hidden_act", "relu")]
    [InlineData("""{ "text_config": { "hidden_act": "swish" } }""", "hidden_act", "swish")]
    [InlineData("""{ "vision_config": { "patch_size": 300 } }""", "image_size", "patch_size, 300")]
    [InlineData("""{ "vision_config": null }""", "$.vision_config", "")]
    [InlineData("""{ "model_type": "clip_text_model" }""", "model_type", "\"clip\" is wanted")]
    public void Refuses_a_config_with_the_unknown(string config, string field, string said)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "config.json"), config);
        var e = Assert.Throws<ModelConfigException>(() => CLIPModel.FromPretrained(folder.Path));
        Assert.Equal(field, e.Field);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _scope.Dispose();

    private static Tensor Pixels(long batch) => arange(batch * 3 * 8 * 8, ScalarType.Float32).sin().reshape(batch, 3, 8, 8);
}
