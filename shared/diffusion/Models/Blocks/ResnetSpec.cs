namespace InstructEngine.Diffusion.Models.Blocks;

/// <summary>What the residual blocks of one model have in common.</summary>
internal sealed record ResnetSpec(int? TimeEmbedDim, int NormGroups, double Eps, double OutputScale = 1)
{
    public ResnetBlock2D Make(int inChannels, int outChannels) => new(inChannels, outChannels, TimeEmbedDim, NormGroups, Eps, OutputScale);
}
