using InstructEngine.Diffusion;
using InstructEngine.TrainerService.Alignment;
using Xunit;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

public sealed class AdamW_updates
{
    public AdamW_updates() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void Are_those_of_PyTorch()
    {
        using var scope = NewDisposeScope();
        var (own, theirs) = (Start(), Start());
        using var adamW = new AdamW([("w", own)]);
        using var reference = optim.AdamW([theirs], lr: 0.01, weight_decay: 0.01);
        for (var step = 0; step < 5; step++)
        {
            own.grad = Gradient(step);
            theirs.grad = Gradient(step);
            adamW.Step(0.01);
            reference.step();
        }

        Assert.True((own - theirs).abs().max().item<float>() < 1e-6);
        Assert.True((own - Start()).abs().min().item<float>() > 1e-3);
    }

    [Fact]
    public void Go_on_bit_for_bit_from_a_saved_state()
    {
        using var scope = NewDisposeScope();
        var (straight, stopped) = (Start(), Start());
        using var first = new AdamW([("w", straight)]);
        using var second = new AdamW([("w", stopped)]);
        Run(first, straight, 0, 6);
        Run(second, stopped, 0, 3);
        var state = second.State().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        using var third = new AdamW([("w", stopped)]);
        third.Load(state, second.Steps);
        Run(third, stopped, 3, 6);
        Assert.Equal(straight.data<float>().ToArray(), stopped.data<float>().ToArray());
    }

    [Fact]
    public void Refuse_a_state_of_another_shape()
    {
        using var scope = NewDisposeScope();
        using var adamW = new AdamW([("w", Start())]);
        var state = new Dictionary<string, Tensor> { ["exp_avg.w"] = zeros(3), ["exp_avg_sq.w"] = zeros(6) };
        Assert.Contains("exp_avg.w", Assert.Throws<InvalidDataException>(() => adamW.Load(state, 1)).Message);
    }

    private static void Run(AdamW optimizer, Parameter parameter, int from, int to)
    {
        for (var step = from; step < to; step++)
        {
            parameter.grad = Gradient(step);
            optimizer.Step(0.01);
        }
    }

    private static Parameter Start() => new(linspace(-1, 1, 6));

    private static Tensor Gradient(int step) => linspace(-0.5, 1 + step, 6);
}
