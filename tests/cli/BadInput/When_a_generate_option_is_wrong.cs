using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public sealed class When_a_generate_option_is_wrong(TinyModelFolder model) : IDisposable
{
    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData("--size is '0'; expected a side or WIDTHxHEIGHT", "--size", "0")]
    [InlineData("--size is '7x7'; this model needs width and height in multiples of 4", "--size", "7")]
    [InlineData("--size is '100000'", "--size", "100000")]
    [InlineData("--size is '99999999999'", "--size", "99999999999")]
    [InlineData("--size is '512x'", "--size", "512x")]
    [InlineData("--size is 'x512'", "--size", "x512")]
    [InlineData("--size is '8x8x8'", "--size", "8x8x8")]
    [InlineData("--size is '-8'", "--size", "-8")]
    [InlineData("--steps is '0'; expected a whole number from 1", "--steps", "0")]
    [InlineData("--steps is '-1'", "--steps", "-1")]
    [InlineData("--steps is '1.5'", "--steps", "1.5")]
    [InlineData("--steps is '1001'; this model has 1000 timesteps", "--steps", "1001")]
    [InlineData("--guidance is 'NaN'; expected a number from 0", "--guidance", "NaN")]
    [InlineData("--guidance is 'Infinity'", "--guidance", "Infinity")]
    [InlineData("--guidance is '-1'", "--guidance", "-1")]
    [InlineData("--guidance is '1e999'", "--guidance", "1e999")]
    [InlineData("--guidance-rescale is '1.5'; expected a number from 0 to 1", "--guidance-rescale", "1.5")]
    [InlineData("--seed is '-1'; expected a whole number from 0", "--seed", "-1")]
    [InlineData("--seed is '99999999999999999999'", "--seed", "99999999999999999999")]
    [InlineData("--seed is 9223372036854775807; with --count 2", "--seed", "9223372036854775807", "--count", "2")]
    [InlineData("--count is '0'; expected a whole number from 1", "--count", "0")]
    [InlineData("--count is '1000000'", "--count", "1000000")]
    [InlineData("--scheduler is 'heun'; expected one of ddim, ddpm, euler, dpm++2m, dpm++2m-karras, pndm", "--scheduler", "heun")]
    [InlineData("--dtype is 'int8'; expected one of float32, bfloat16, float16", "--dtype", "int8")]
    [InlineData("--device is 'tpu'; expected cpu, cuda or cuda:N", "--device", "tpu")]
    [InlineData("--device is 'cuda:-1'", "--device", "cuda:-1")]
    [InlineData("--device is 'cuda:99'", "--device", "cuda:99")]
    [InlineData("--lora is 'missing.safetensors'; there is no such file", "--lora", "missing.safetensors")]
    [InlineData("--lora is '/', a folder; name the .safetensors file in it", "--lora", "/")]
    [InlineData("--lora-scale is 'NaN'", "--lora", "a", "--lora-scale", "NaN")]
    [InlineData("--lora-scale is 0.5, but there is no --lora", "--lora-scale", "0.5")]
    public async Task It_is_named_with_its_value_and_nothing_is_written(string said, params string[] options)
    {
        var run = await Generate.RunAsync(model.Path, _folder.File("a.png"), options);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("many")]
    public async Task Threads_are_counted_from_one(string threads)
    {
        var run = await CommandLine.RunAsync("generate", "--model", model.Path, "--prompt", "a", "--out", _folder.File("a.png"), "--threads", threads);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains($"--threads is '{threads}'; expected a whole number from 1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cuda_needs_a_build_and_a_machine_with_it()
    {
        Assert.SkipWhen(TorchSharp.torch.cuda.is_available(), "CUDA is here.");
        var run = await Generate.RunAsync(model.Path, _folder.File("a.png"), "--device", "cuda");

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("--device is 'cuda'", run.Error, StringComparison.Ordinal);
        Assert.Contains("-p:Torch=cuda", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_any_length_does_not_fill_the_terminal()
    {
        var run = await Generate.RunAsync(model.Path, _folder.File("a.png"), "--size", new string('9', 100_000));

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.InRange(run.Error.Length, 50, 600);
    }

    public void Dispose() => _folder.Dispose();
}
