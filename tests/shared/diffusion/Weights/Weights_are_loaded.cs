using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class Weights_are_loaded
{
    [Theory]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float64)]
    public void Into_the_dtype_of_the_model(ScalarType stored)
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsBytes.Raw([]);
        using var model = nn.Linear(3, 2);
        var weight = randn(2, 3).to(stored);
        SafetensorsWriter.Write(file.Path, new Dictionary<string, Tensor> { ["weight"] = weight, ["bias"] = zeros(2) });

        ModelWeights.Load(model, file.Path);

        Assert.Equal(ScalarType.Float32, model.weight.dtype);
        Assert.True(model.weight.Equals(weight.to(ScalarType.Float32)));
        Assert.True(model.weight.requires_grad);
    }

    [Fact]
    public void Without_the_counting_buffer_of_old_text_encoders()
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsBytes.Raw([]);
        using var model = nn.Linear(3, 2);
        SafetensorsWriter.Write(file.Path, new Dictionary<string, Tensor>
        {
            ["weight"] = ones(2, 3),
            ["bias"] = zeros(2),
            ["text_model.embeddings.position_ids"] = arange(77).unsqueeze(0),
        });

        ModelWeights.Load(model, file.Path);

        Assert.Equal(6, model.weight.sum().item<float>());
    }

    [Fact]
    public void And_saved_in_the_dtype_asked_for()
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsBytes.Raw([]);
        using var model = nn.Linear(3, 2);

        ModelWeights.Save(model, file.Path, ScalarType.Float16);

        using var saved = SafetensorsFile.Open(file.Path);
        Assert.Equal(["bias", "weight"], saved.Entries.Keys);
        Assert.True(saved.Read("weight").Equals(model.weight.to(ScalarType.Float16)));
    }
}
