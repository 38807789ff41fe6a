using InstructEngine.Diffusion.Schedulers;
using static TorchSharp.torch;

namespace InstructEngine.Cli.Generation;

/// <summary>What <c>generate</c> was asked for.</summary>
/// <param name="Scheduler">Null: the model's own.</param>
/// <param name="Size">Null: the size the model was trained on.</param>
/// <param name="Seed">Of the first image; each further one has the next.</param>
/// <param name="Device">As on the command line: <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</param>
/// <param name="Out">The PNG file; of several images, the name they are numbered from.</param>
internal sealed record GenerateArguments(
    string Model,
    string Prompt,
    string? Negative,
    int Steps,
    double Guidance,
    double GuidanceRescale,
    Sampler? Scheduler,
    long Seed,
    ImageSize? Size,
    string? Lora,
    double LoraScale,
    int Count,
    ScalarType Dtype,
    string Device,
    int Threads,
    bool VaeTiling,
    bool Json,
    string Out);
