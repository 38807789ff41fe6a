using InstructEngine.Diffusion.Text;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Pipelines;

/// <summary>A tokenizer and its text model.</summary>
public sealed record TextEncoding(ClipTokenizer Tokenizer, ClipTextModelBase Model) : IDisposable
{
    public void Dispose() => Model.Dispose();

    internal ClipTextOutput Encode(IReadOnlyList<string> prompts, Device device) =>
        Model.forward(Tokenizer.Encode(prompts).to(device));
}
