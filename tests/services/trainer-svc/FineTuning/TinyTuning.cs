using InstructEngine.Diffusion.Models;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TrainerService.FineTuning;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.FineTuning;

/// <summary>A tiny model folder, what is trained of it, and an input for it.</summary>
internal sealed class TinyTuning : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TorchSharp.DisposeScope _scope;
    private readonly UNet2DConditionModel _unet;

    public TinyTuning(int? loraRank = null, string? precision = null, bool gradientCheckpointing = false)
    {
        TinyModel.Write(_folder.PathOf(""), seed: 3);
        _scope = NewDisposeScope();
        _unet = OpenBase();
        var spec = Specs.Demo.Training with { LoraRank = loraRank, Precision = precision, GradientCheckpointing = gradientCheckpointing };
        Tuning = FineTunings.Create(spec, _unet, UNetFolder, CPU, seed: 5);
    }

    public string UNetFolder => _folder.PathOf("unet");

    public IFineTuning Tuning { get; }

    public UNet2DConditionModel OpenBase(ScalarType dtype = ScalarType.Float32) => UNet2DConditionModel.FromPretrained(UNetFolder, dtype);

    /// <summary>Changes every trained parameter.</summary>
    public void Train(double by = 0.1)
    {
        using var noGrad = no_grad();
        foreach (var (_, parameter) in Tuning.Parameters)
        {
            parameter.add_(arange(parameter.NumberOfElements, ScalarType.Float32).cos().mul(by).reshape(parameter.shape));
        }

        Tuning.ParametersChanged();
    }

    public static Tensor Predict(Func<Tensor, Tensor, Tensor, AddedConditions?, Tensor> model, ScalarType dtype = ScalarType.Float32)
    {
        using var noGrad = no_grad();
        return model(Wave(2, 4, 8, 8).to(dtype), tensor(300L), Wave(2, 5, 16).to(dtype), new AddedConditions(Wave(2, 16).to(dtype), full(2, 6, 32))).to(ScalarType.Float32);
    }

    public static bool Same(Tensor a, Tensor b) => (a - b).abs().max().item<float>() == 0;

    public void Dispose()
    {
        Tuning.Dispose();
        _unet.Dispose();
        _scope.Dispose();
        _folder.Dispose();
    }

    private static Tensor Wave(params long[] shape) => arange(shape.Aggregate((a, b) => a * b), ScalarType.Float32).sin().reshape(shape);
}
