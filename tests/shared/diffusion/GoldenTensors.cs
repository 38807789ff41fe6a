using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion;

/// <summary>A safetensors file of the reference data and comparisons with it, each of which leaves a line in the test's output.</summary>
internal sealed class GoldenTensors : IDisposable
{
    private readonly SafetensorsFile _file;

    public GoldenTensors(params string[] path) => _file = SafetensorsFile.Open(GoldenFolder.Require(path));

    public Tensor this[string name] => _file.Read(name);

    public IEnumerable<string> Names => _file.Entries.Keys;

    public bool Has(string name) => _file.Entries.ContainsKey(name);

    /// <summary>The names that begin so, with the rest of each.</summary>
    public IReadOnlyDictionary<string, string> Under(string prefix) =>
        Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(name => name, name => name[prefix.Length..]);

    public void Near(string name, Tensor actual, double absolute, double relativeL2 = double.PositiveInfinity) =>
        Near(this[name], actual, absolute, relativeL2, name);

    /// <param name="absolute">The largest difference allowed.</param>
    /// <param name="relativeL2">The largest norm of the difference allowed, as a share of the expected values' norm.</param>
    public static void Near(Tensor expected, Tensor actual, double absolute, double relativeL2, string name)
    {
        Xunit.Assert.True(expected.shape.SequenceEqual(actual.shape),
            $"{name}: shape [{string.Join(",", actual.shape)}] found, [{string.Join(",", expected.shape)}] expected");
        using var scope = NewDisposeScope();
        var difference = actual.detach().to(ScalarType.Float64) - expected.to(ScalarType.Float64);
        var greatest = difference.abs().max().item<double>();
        var relative = (difference.norm() / (expected.to(ScalarType.Float64).norm() + 1e-12)).item<double>();
        var line = $"{name}: off by {greatest:g3} (allowed {absolute:g3}), relative L2 {relative:g3} (allowed {relativeL2:g3})";
        Xunit.TestContext.Current.TestOutputHelper?.WriteLine(line);
        Xunit.Assert.True(greatest <= absolute && relative <= relativeL2, line);
    }

    public void Dispose() => _file.Dispose();
}
