using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Shared.Tests.Diffusion.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

public sealed class Parameters_are_assigned : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly SafetensorsBytes _file = SafetensorsBytes.Raw([]);

    [Fact]
    public void Of_embeddings_and_of_a_module_itself()
    {
        var model = Mapped();
        Assert.All(model.named_parameters(), p => Assert.True(MappedFiles.Contain(_file.Path, p.parameter), p.name));
        Assert.Equal(["norm.bias", "norm.weight", "own", "token.weight"], model.named_parameters().Select(p => p.name).Order(StringComparer.Ordinal));
        using (no_grad())
            Assert.Equal([18f, 19f, 20f, 21f], model.call(tensor(2L)).data<float>().ToArray());

        model.Dispose();
        Assert.DoesNotContain(File.ReadLines("/proc/self/maps"), line => line.EndsWith(_file.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void And_the_model_can_be_converted_afterwards()
    {
        using var model = Mapped();
        model.to(ScalarType.Float64);
        Assert.Equal([18, 19, 20, 21], model.call(tensor(2L)).data<double>().ToArray());
    }

    [Fact]
    public void But_a_layer_that_cannot_be_is_named()
    {
        using var model = new Unusual();
        var e = Assert.Throws<NotSupportedException>(() => ParameterStorage.Assign(model, _ => ones(1)));
        Assert.Contains("'layer.weight' of a BatchNorm2d", e.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _file.Dispose();
        _scope.Dispose();
    }

    private Part Mapped()
    {
        SafetensorsWriter.Write(_file.Path, new Dictionary<string, Tensor>
        {
            ["own"] = full(4, 10f),
            ["token.weight"] = arange(12, dtype: ScalarType.Float32).reshape(3, 4),
            ["norm.weight"] = ones(4),
            ["norm.bias"] = full(4, 0.5f),
        });
        var model = Layers.WithoutStorage(() => new Part());
        using var file = SafetensorsFile.Open(_file.Path);
        ModelWeights.Assign(model, file, ScalarType.Float32, CPU);
        return model;
    }

    private sealed class Part : nn.Module<Tensor, Tensor>, IOwnsParameter
    {
        private readonly Embedding token = nn.Embedding(3, 4, device: META);
        private readonly LayerNorm norm = Layers.LayerNorm(4);
        private Parameter own = new(empty(4, device: META));

        public Part() : base(nameof(Part)) => RegisterComponents();

        Parameter IOwnsParameter.Own
        {
            get => own;
            set => ConditionallyRegisterParameter(nameof(own), own = value);
        }

        public override Tensor forward(Tensor input) => token.call(input) + own * norm.weight;
    }

    private sealed class Unusual : nn.Module<Tensor, Tensor>
    {
        private readonly BatchNorm2d layer = nn.BatchNorm2d(2);

        public Unusual() : base(nameof(Unusual)) => RegisterComponents();

        public override Tensor forward(Tensor input) => layer.call(input);
    }
}
