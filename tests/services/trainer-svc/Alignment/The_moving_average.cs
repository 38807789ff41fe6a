using InstructEngine.Diffusion;
using InstructEngine.TrainerService.Alignment;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

public sealed class The_moving_average
{
    public The_moving_average() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void Follows_the_ramp_up_to_its_decay()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var parameter = new Parameter(zeros(2));
        using var average = new ParameterAverage([("w", parameter)], decay: 0.3);
        var expected = 0.0;
        for (var step = 1; step <= 6; step++)
        {
            parameter.fill_(step);
            average.Update(step);

            // diffusers' EMAModel: nothing is kept at first, then (1 + n) / (10 + n), at most the decay.
            var kept = step == 1 ? 0 : Math.Min(0.3, (double)step / (9 + step));
            expected = (kept * expected) + ((1 - kept) * step);
            Assert.Equal(expected, average.State()["w"].mean().item<float>(), 1e-5);
        }
    }

    [Fact]
    public void Of_another_model_is_refused()
    {
        using var scope = NewDisposeScope();
        using var average = new ParameterAverage([("w", new Parameter(zeros(2)))], decay: 0.3);
        Assert.Contains("no 'w'", Assert.Throws<InvalidDataException>(() => average.Load(new Dictionary<string, Tensor> { ["v"] = zeros(2) })).Message);
        Assert.Contains("[3]", Assert.Throws<InvalidDataException>(() => average.Load(new Dictionary<string, Tensor> { ["w"] = zeros(3) })).Message);
    }
}
