using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.FineTuning;

public sealed class The_reference
{
    [Theory]
    [InlineData(null, "float32")]
    [InlineData(null, "bfloat16")]
    [InlineData(2, "float32")]
    [InlineData(2, "bfloat16")]
    public void Is_the_base_bit_for_bit_however_far_training_went(int? loraRank, string precision)
    {
        using var tiny = new TinyTuning(loraRank, precision);
        using var untouched = tiny.OpenBase(precision == "bfloat16" ? ScalarType.BFloat16 : ScalarType.Float32);
        var expected = TinyTuning.Predict(untouched.forward, untouched.parameters().First().dtype);
        Assert.True(TinyTuning.Same(expected, TinyTuning.Predict(tiny.Tuning.Predict)));

        var hash = tiny.Tuning.ReferenceHash;
        tiny.Train();

        Assert.True(TinyTuning.Same(expected, TinyTuning.Predict(tiny.Tuning.PredictReference)));
        Assert.False(TinyTuning.Same(expected, TinyTuning.Predict(tiny.Tuning.Predict)));
        Assert.Equal(hash, tiny.Tuning.ReferenceHash);
    }

    [Theory]
    [InlineData("float32")]
    [InlineData("bfloat16")]
    public void Is_seen_by_one_thread_while_others_train(string precision)
    {
        using var tiny = new TinyTuning(2, precision);
        tiny.Train();
        var (policy, reference) = (TinyTuning.Predict(tiny.Tuning.Predict), TinyTuning.Predict(tiny.Tuning.PredictReference));
        Parallel.For(0, 16, i =>
        {
            using var scope = NewDisposeScope();
            var (expected, found) = i % 2 == 0
                ? (policy, TinyTuning.Predict(tiny.Tuning.Predict))
                : (reference, TinyTuning.Predict(tiny.Tuning.PredictReference));
            Assert.True(TinyTuning.Same(expected, found), $"{i}");
        });
    }

    [Fact]
    public void Has_one_hash_whatever_is_trained()
    {
        using var full = new TinyTuning();
        using var rounded = new TinyTuning(precision: "bfloat16");
        using var lora = new TinyTuning(2, "bfloat16");
        Assert.Equal(full.Tuning.ReferenceHash, rounded.Tuning.ReferenceHash);
        Assert.Equal(full.Tuning.ReferenceHash, lora.Tuning.ReferenceHash);
    }
}
