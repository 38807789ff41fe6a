using InstructEngine.Diffusion.Text;
using InstructEngine.Diffusion.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Text;

public sealed class A_text_model : IDisposable
{
    private const int End = 9;
    private static readonly ClipTextConfig Config = new()
    {
        VocabSize = 10,
        HiddenSize = 32,
        IntermediateSize = 64,
        NumHiddenLayers = 2,
        NumAttentionHeads = 4,
        MaxPositionEmbeddings = 6,
        ProjectionDim = 16,
        EosTokenId = End,
    };

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly CLIPTextModelWithProjection _model = new(Config, new Generator(1));

    [Fact]
    public void Is_the_same_for_the_same_generator() =>
        Assert.Equal(ModelWeights.Hash(_model), ModelWeights.Hash(new CLIPTextModelWithProjection(Config, new Generator(1))));

    [Fact]
    public void Starts_with_the_deviations_of_transformers()
    {
        var weights = ModelWeights.Tensors(_model);
        Near(0.02, "text_model.embeddings.token_embedding.weight");
        Near(Math.Pow(32, -0.5) / 2, "text_model.encoder.layers.0.self_attn.q_proj.weight");
        Near(Math.Pow(32, -0.5), "text_model.encoder.layers.1.self_attn.out_proj.weight");
        Near(Math.Pow(64, -0.5), "text_model.encoder.layers.0.mlp.fc1.weight");
        Near(Math.Pow(32, -0.5) / 2, "text_model.encoder.layers.0.mlp.fc2.weight");
        Near(Math.Pow(32, -0.5), "text_projection.weight");
        Assert.Equal(0, weights["text_model.encoder.layers.0.mlp.fc1.bias"].abs().max().item<float>());

        void Near(double deviation, string name) => Assert.InRange(weights[name].std().item<float>(), 0.8 * deviation, 1.2 * deviation);
    }

    [Fact]
    public void Learns_from_its_pooled_output()
    {
        var ids = tensor(new long[] { 1, 2, 3, End, 0, 0 }, [1, 6]);
        _model.forward(ids).TextEmbeds!.square().sum().backward();
        var untouched = _model.named_parameters().Where(pair => pair.parameter.grad is not { } grad || grad.abs().sum().item<float>() == 0);
        // A key's bias adds the same to all scores of a query, which softmax does not see.
        Assert.All(untouched, pair => Assert.EndsWith("k_proj.bias", pair.name));
    }

    [Fact]
    public void Reads_no_token_before_its_turn()
    {
        var short_ = _model.forward(tensor(new long[] { 1, 2, 3 }, [1, 3])).LastHiddenState;
        var longer = _model.forward(tensor(new long[] { 1, 2, 3, 4, 5 }, [1, 5])).LastHiddenState;
        GoldenTensors.Near(short_, longer[.., ..3], 1e-5, 1e-5, "the first three states");
    }

    [Theory]
    [InlineData(End, 2)]
    [InlineData(2, 1)]
    public void Pools_at_the_end_of_the_text(int eosTokenId, int position)
    {
        // With the id 2 of the first published configurations the highest id marks the end.
        var model = new CLIPTextModel(Config with { EosTokenId = eosTokenId });
        var ids = eosTokenId == End ? new long[] { 1, 3, End, End } : [1, 8, 2, 2];
        var output = model.forward(tensor(ids, [1, 4]));
        GoldenTensors.Near(output.LastHiddenState[.., position], output.PoolerOutput, 0, 0, "pooled");
    }

    [Fact]
    public void Is_the_same_after_saving_and_reading()
    {
        var folder = Directory.CreateTempSubdirectory("text").FullName;
        _model.SavePretrained(folder);
        var read = CLIPTextModelWithProjection.FromPretrained(folder);
        Assert.Equal(ModelWeights.Hash(_model), ModelWeights.Hash(read));
        Assert.Equal(_model.Config with { Architectures = null }, read.Config with { Architectures = null });
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Refuses_ids_it_has_no_place_for()
    {
        Assert.Throws<ArgumentException>(() => _model.forward(zeros([1, 7], ScalarType.Int64)));
        Assert.Throws<ArgumentException>(() => _model.forward(zeros([1, 6], ScalarType.Float32)));
        Assert.Throws<ArgumentException>(() => _model.forward(zeros([6], ScalarType.Int64)));
        Assert.Throws<ArgumentException>(() => _model.forward(zeros([0, 6], ScalarType.Int64)));
        Assert.Throws<ArgumentException>(() => _model.forward(zeros([1, 0], ScalarType.Int64)));
    }

    [Fact]
    public void Runs_the_hooks_of_every_linear_layer()
    {
        var linear = _model.named_modules().Where(pair => pair.module is Linear).ToList();
        var seen = new List<string>();
        foreach (var (name, module) in linear)
        {
            ((Linear)module).register_forward_hook((_, _, output) =>
            {
                seen.Add(name);
                return output;
            });
        }

        _model.call(tensor(new long[] { 1, End }, [1, 2]));
        Assert.Equal(linear.Select(pair => pair.name).Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        Assert.Equal(2 * 6 + 1, seen.Count);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void Refuses_ids_outside_of_its_vocabulary(long id)
    {
        var e = Assert.Throws<ArgumentException>(() => _model.forward(tensor(new[] { 1, id }, [1, 2])));
        Assert.Contains($"the id {id};", e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _scope.Dispose();
}
