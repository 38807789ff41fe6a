using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.Clip;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision;

/// <summary>A class token and one token a patch, plus learned positions. [B, 3, S, S] → [B, 1 + patches, C].</summary>
internal sealed class ClipVisionEmbeddings : nn.Module<Tensor, Tensor>, IOwnsParameter
{
    private readonly Conv2d patch_embedding;
    private readonly Embedding position_embedding;
    private readonly ClipVisionConfig _config;
    private Parameter class_embedding;

    public ClipVisionEmbeddings(ClipVisionConfig config) : base(nameof(ClipVisionEmbeddings))
    {
        var patches = config.ImageSize / config.PatchSize;
        class_embedding = Layers.Parameter(0, config.HiddenSize);
        patch_embedding = Layers.Conv2d(config.NumChannels, config.HiddenSize, config.PatchSize, config.PatchSize, padding: 0, bias: false);
        position_embedding = Layers.Embedding(1 + (long)patches * patches, config.HiddenSize);
        _config = config;
        RegisterComponents();
    }

    Parameter IOwnsParameter.Own
    {
        get => class_embedding;
        set => ConditionallyRegisterParameter(nameof(class_embedding), class_embedding = value);
    }

    public override Tensor forward(Tensor pixelValues)
    {
        Check(pixelValues);
        using var scope = NewDisposeScope();
        var patches = patch_embedding.call(pixelValues.to(patch_embedding.weight.dtype)).flatten(2).transpose(1, 2);
        var tokens = cat([class_embedding.expand(pixelValues.shape[0], 1, -1), patches], 1);
        return (tokens + position_embedding.weight!).MoveToOuterDisposeScope();
    }

    internal void Initialise(Generator? generator)
    {
        NormalWeights.Draw(class_embedding, Math.Pow(_config.HiddenSize, -0.5) * _config.InitializerFactor, generator);
        NormalWeights.Draw(patch_embedding.weight, _config.InitializerRange * _config.InitializerFactor, generator);
        NormalWeights.Draw(position_embedding.weight!, _config.InitializerRange * _config.InitializerFactor, generator);
    }

    private void Check(Tensor pixelValues)
    {
        if (pixelValues.dim() != 4 || !pixelValues.shape.Skip(1).SequenceEqual([_config.NumChannels, _config.ImageSize, _config.ImageSize]) || !pixelValues.is_floating_point())
        {
            throw new ArgumentException(
                $"pixelValues is {pixelValues.dtype} [{string.Join(", ", pixelValues.shape)}]; " +
                $"floating point [B, {_config.NumChannels}, {_config.ImageSize}, {_config.ImageSize}] is wanted.", nameof(pixelValues));
        }
    }
}
