using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Cli.Tests.Training;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput.Training;

public sealed class When_a_train_option_is_wrong(TinyModelFolder model) : IDisposable
{
    private readonly TrainBench _bench = new(model.Path);

    [Theory]
    [InlineData("--loss is 'dpo'; expected one of cross-validation, diffusion-dpo, sft, sft-both", "--loss", "dpo")]
    [InlineData("--terms is 'all'; expected one of instruction-fixed, image-fixed", "--terms", "all")]
    [InlineData("--terms is \"both\": expected instruction-fixed", "--terms", "both", "--loss", "sft")]
    [InlineData("--beta is '0'; expected a number above 0", "--beta", "0")]
    [InlineData("--beta is '-200'", "--beta", "-200")]
    [InlineData("--beta is 'NaN'", "--beta", "NaN")]
    [InlineData("--learning-rate is 'NaN'; expected a number above 0", "--learning-rate", "NaN")]
    [InlineData("--learning-rate is 'Infinity'", "--learning-rate", "Infinity")]
    [InlineData("--learning-rate is '0'", "--learning-rate", "0")]
    [InlineData("--steps is '0'; expected a whole number from 1", "--steps", "0")]
    [InlineData("--steps is '1.5'", "--steps", "1.5")]
    [InlineData("--batch-size is '5000'; expected a whole number from 1 to 4096", "--batch-size", "5000")]
    [InlineData("--sft-weight is '-1'; expected a number from 0", "--sft-weight", "-1")]
    [InlineData("--lora is '0'; expected a whole number from 1 to 1024", "--lora", "0")]
    [InlineData("--lora-alpha is 4, but there is no --lora", "--lora-alpha", "4")]
    [InlineData("--export is 'onnx'; expected one of merged, lora-peft, lora-kohya", "--export", "onnx")]
    [InlineData("--export is 'lora-peft', but there is no --lora", "--export", "lora-peft")]
    [InlineData("--export is 'lora-kohya', but there is no --lora", "--export", "merged", "lora-kohya")]
    [InlineData("--precision is 'float16'; expected one of float32, bfloat16", "--precision", "float16")]
    [InlineData("--ema is '1'; expected a number above 0 and below 1", "--ema", "1")]
    [InlineData("--micro-batch is '0'", "--micro-batch", "0")]
    [InlineData("--learning-rate-schedule is 'step'; expected one of constant, linear, cosine", "--learning-rate-schedule", "step")]
    [InlineData("--reference-draws is '0'", "--reference-draws", "0")]
    [InlineData("--on-divergence is 'wait'; expected one of stop, rollback", "--on-divergence", "wait")]
    [InlineData("--parts is '65'; expected a whole number from 1 to 64", "--parts", "65")]
    [InlineData("--bad-pairs is 'ignore'; expected one of strict, skip", "--bad-pairs", "ignore")]
    [InlineData("--seed is '-1'; expected a whole number from 0", "--seed", "-1")]
    [InlineData("--size is '30x30'; this model needs width and height in multiples of 4", "--size", "30")]
    [InlineData("--size is 16x16, but", "--size", "16")]
    [InlineData("--max-pairs is 3, but", "--max-pairs", "3")]
    [InlineData("--spec missing.json does not exist", "--spec", "missing.json")]
    public async Task It_is_named_with_its_value_and_nothing_is_written(string said, params string[] options)
    {
        await _bench.RefusedAsync(said, _bench.Dataset(), options);
        Assert.False(Directory.Exists(_bench.Out()));
    }

    public void Dispose() => _bench.Dispose();
}
