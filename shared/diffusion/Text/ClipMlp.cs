using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

internal sealed class ClipMlp : nn.Module<Tensor, Tensor>
{
    private readonly Func<Tensor, Tensor> _activation;
    private readonly Linear _fc1, _fc2;

    public ClipMlp(int hiddenSize, int intermediateSize, Func<Tensor, Tensor> activation) : base(nameof(ClipMlp))
    {
        _activation = activation;
        register_module("fc1", _fc1 = nn.Linear(hiddenSize, intermediateSize));
        register_module("fc2", _fc2 = nn.Linear(intermediateSize, hiddenSize));
    }

    public override Tensor forward(Tensor input) => _fc2.forward(_activation(_fc1.forward(input)));

    internal void Initialise(double fc1Std, double fc2Std, Generator? generator)
    {
        NormalWeights.Draw(_fc1, fc1Std, generator);
        NormalWeights.Draw(_fc2, fc2Std, generator);
    }
}
