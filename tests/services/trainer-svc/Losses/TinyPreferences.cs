using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Losses;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

/// <summary>A tiny UNet that differs from its reference, and random samples: for what must hold of gradients.</summary>
internal sealed class TinyPreferences : IDisposable
{
    private readonly UNet2DConditionModel _policy = TinyModel.UNet(), _reference = TinyModel.UNet();
    private readonly Conditioning _conditioning;
    private readonly DenoisingErrors _errors;

    public TinyPreferences(int samples, int seed)
    {
        using var generator = new Generator((ulong)seed, CPU);
        TinyModel.Randomise(_reference, generator);
        TinyModel.Randomise(_policy, generator);
        _conditioning = new(randn([9, 32, 16], generator: generator), randn([9, 16], generator: generator), zeros([1, 6]));
        _errors = new DenoisingErrors(new NoiseSchedule(TinyModel.Scheduler), _conditioning);
        Batch = new AlignmentBatch(
            randn([samples, 2, 4, 8, 8], generator: generator),
            randint(1, 9, [samples, 2], int64, generator: generator),
            randn([samples, 4, 8, 8], generator: generator),
            randint(100, 900, [samples], int64, generator: generator));
    }

    public AlignmentBatch Batch { get; }

    /// <summary>The mean loss of a batch, and its gradient with regard to all weights, flat.</summary>
    public (double Loss, Tensor Gradient) Of(IPreferenceLoss loss, AlignmentBatch batch, Combinations computed = Combinations.All)
    {
        Tensor reference;
        using (no_grad())
        {
            reference = _errors.Of(_reference, batch, computed);
        }

        var mean = loss.Compute(new(_errors.Of(_policy, batch, computed), reference, computed)).PerSample.mean();
        var gradients = autograd.grad([mean], [.. _policy.parameters()]);
        return (mean.item<float>(), cat([.. gradients.Select(gradient => gradient.flatten())]));
    }

    public static void Same((double Loss, Tensor Gradient) expected, (double Loss, Tensor Gradient) found, string what)
    {
        var off = ((found.Gradient - expected.Gradient).norm() / expected.Gradient.norm()).item<float>();
        var line = $"{what}: loss {expected.Loss:g7} and {found.Loss:g7}, gradient off by {off:g3}";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Assert.True(Math.Abs(found.Loss - expected.Loss) <= 1e-5 * (1 + Math.Abs(expected.Loss)) && off <= 1e-4, line);
    }

    public void Dispose()
    {
        _policy.Dispose();
        _reference.Dispose();
        _conditioning.Dispose();
        Batch.Dispose();
    }
}
