using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

public sealed class When_an_alpha_is_no_positive_number
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(0f)]
    [InlineData(-4f)]
    public void It_is_named_with_its_value(float alpha) => IsRefused(tensor(alpha), $"alpha is {alpha}");

    [Fact]
    public void A_list_is_not_taken_for_a_number() => IsRefused(zeros(2), "one number", "[2]");

    private static void IsRefused(Tensor alpha, params string[] words)
    {
        using var tiny = new TinyLora();
        tiny.IsRefused(
            new() { [$"{TinyLora.Linear}.lora_A.weight"] = zeros(2, 16), [$"{TinyLora.Linear}.lora_B.weight"] = zeros(16, 2), [$"{TinyLora.Linear}.alpha"] = alpha },
            $"{TinyLora.Linear}.alpha", words);
    }
}
