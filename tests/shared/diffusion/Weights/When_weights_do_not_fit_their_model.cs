using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_weights_do_not_fit_their_model : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> _model = nn.Linear(3, 2);
    private readonly SafetensorsBytes _file = SafetensorsBytes.Raw([]);

    [Fact]
    public void A_missing_tensor_is_named() => Refused(new() { ["weight"] = zeros(2, 3) }, "'bias' [2] is missing");

    [Fact]
    public void A_tensor_too_many_is_named() =>
        Refused(new() { ["weight"] = zeros(2, 3), ["bias"] = zeros(2), ["scale"] = zeros(1) }, "'scale' [1] is not part of the model");

    [Fact]
    public void Both_shapes_are_named() =>
        Refused(new() { ["weight"] = zeros(3, 2), ["bias"] = zeros(2) }, "'weight' is [3, 2] in the file but [2, 3] in the model");

    [Fact]
    public void Whole_numbers_do_not_become_weights() =>
        Refused(new() { ["weight"] = zeros(2, 3, ScalarType.Int64), ["bias"] = zeros(2) }, "'weight' is Int64 in the file but Float32 in the model");

    [Fact]
    public void Ten_faults_are_told_and_the_others_counted() =>
        Refused(Enumerable.Range(0, 15).ToDictionary(i => $"extra.{i}", _ => zeros(1)), "'weight'", "'extra.14'", "and 7 more");

    [Fact]
    public void Two_names_for_one_parameter_are_refused()
    {
        SafetensorsWriter.Write(_file.Path, new Dictionary<string, Tensor> { ["weight"] = zeros(2, 3), ["bias"] = zeros(2), ["old.bias"] = zeros(2) });
        var e = Assert.Throws<SafetensorsException>(() => ModelWeights.Load(_model, _file.Path, name => name.Replace("old.", "", StringComparison.Ordinal)));
        Assert.Contains("are both the model's 'bias'", e.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _model.Dispose();
        _file.Dispose();
    }

    private void Refused(Dictionary<string, Tensor> tensors, params string[] words)
    {
        var before = ModelWeights.Hash(_model);
        SafetensorsWriter.Write(_file.Path, tensors);
        var e = Assert.Throws<SafetensorsException>(() => ModelWeights.Load(_model, _file.Path));
        Assert.All(words, word => Assert.Contains(word, e.Message, StringComparison.Ordinal));
        Assert.Equal(before, ModelWeights.Hash(_model));
    }
}
