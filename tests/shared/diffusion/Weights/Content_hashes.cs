using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class Content_hashes
{
    [Fact]
    public void Are_equal_for_equal_content_in_any_order()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (randn(3, 4), randn(2));
        Assert.Equal(
            ModelWeights.Hash(new Dictionary<string, Tensor> { ["a"] = a, ["b"] = b }),
            ModelWeights.Hash(new Dictionary<string, Tensor> { ["b"] = b.clone(), ["a"] = a.t().contiguous().t() }));
    }

    [Fact]
    public void Differ_by_value_name_shape_and_dtype()
    {
        using var scope = NewDisposeScope();
        var zero = zeros(4);
        var others = new Dictionary<string, Tensor>[]
        {
            new() { ["a"] = zero },
            new() { ["b"] = zero },
            new() { ["a"] = zeros(2, 2) },
            new() { ["a"] = zeros(4, ScalarType.Int32) },
            new() { ["a"] = tensor(new[] { 0f, 0f, 0f, 1e-45f }) },
            new() { ["a"] = -zero },
        };
        Assert.Distinct(others.Select(tensors => ModelWeights.Hash(tensors)));
    }

    [Fact]
    public void Are_those_of_the_documented_bytes()
    {
        using var one = tensor(new[] { 1f });
        var expected = System.Security.Cryptography.SHA256.HashData([.. "a\0F32[1]\n"u8, 0, 0, 0x80, 0x3f]);
        Assert.Equal(Convert.ToHexStringLower(expected), ModelWeights.Hash(new Dictionary<string, Tensor> { ["a"] = one }));
    }
}
