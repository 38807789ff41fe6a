using InstructEngine.Diffusion.Models.Blocks;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models.Blocks;

public sealed class Long_bfloat16_sequences_attend_by_rows
{
    private const long Tokens = 1024 + 50;

    [Theory]
    [InlineData(2, 40)]
    [InlineData(1, 64)]
    public void As_float32_has_it_to_the_precision_of_bfloat16(int batch, int width)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        const long Heads = 3;
        var (query, key, value) = (Draw(1), Draw(2), Draw(3));
        var exact = ScaledDotProduct.Attend(query.to(float32), key.to(float32), value.to(float32), Heads);
        var byRows = ScaledDotProduct.Attend(query, key, value, Heads);

        Assert.Equal(ScalarType.BFloat16, byRows.dtype);
        Assert.Equal(exact.shape, byRows.shape);
        var relative = ((byRows.to(float32) - exact).norm() / exact.norm()).item<float>();
        TestContext.Current.TestOutputHelper?.WriteLine($"relative L2 {relative:g3}");
        Assert.InRange(relative, 1e-6, 1e-2);

        Tensor Draw(ulong seed)
        {
            using var generator = new Generator(seed, CPU);
            return randn([batch, Tokens, Heads * width], generator: generator).to(bfloat16);
        }
    }

    [Fact]
    public void But_not_where_a_gradient_is_wanted()
    {
        using var scope = NewDisposeScope();
        var sequence = randn(1, Tokens, 80, dtype: bfloat16, requires_grad: true);
        var attended = ScaledDotProduct.Attend(sequence, sequence, sequence, heads: 2);
        attended.to(float32).square().sum().backward();
        Assert.True(sequence.grad!.to(float32).norm().item<float>() > 0);
    }
}
