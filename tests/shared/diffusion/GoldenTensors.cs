using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion;

/// <summary>A safetensors file of the reference data and comparisons with it.</summary>
internal sealed class GoldenTensors : IDisposable
{
    private readonly SafetensorsFile _file;

    public GoldenTensors(params string[] path) => _file = SafetensorsFile.Open(GoldenFolder.Require(path));

    public Tensor this[string name] => _file.Read(name);

    public IEnumerable<string> Names => _file.Entries.Keys;

    public bool Has(string name) => _file.Entries.ContainsKey(name);

    public void Near(string name, Tensor actual, double absolute, double relativeL2 = double.PositiveInfinity) =>
        Near(this[name], actual, absolute, relativeL2, name);

    public static void Near(Tensor expected, Tensor actual, double absolute, double relativeL2, string name)
    {
        Assert.True(expected.shape.SequenceEqual(actual.shape),
            $"{name}: shape [{string.Join(",", actual.shape)}] found, [{string.Join(",", expected.shape)}] expected");
        using var scope = NewDisposeScope();
        var difference = actual.to(ScalarType.Float64) - expected.to(ScalarType.Float64);
        var greatest = difference.abs().max().item<double>();
        var relative = (difference.norm() / (expected.to(ScalarType.Float64).norm() + 1e-12)).item<double>();
        Assert.True(greatest <= absolute && relative <= relativeL2,
            $"{name}: off by {greatest:g3} (allowed {absolute:g3}), relative L2 {relative:g3} (allowed {relativeL2:g3})");
    }

    public void Dispose() => _file.Dispose();
}
