namespace InstructEngine.Diffusion.Models.Blocks;

/// <summary>What the transformers of one level have in common.</summary>
internal sealed record TransformerSpec(int Layers, int Heads, int ContextChannels, int NormGroups, bool UseLinearProjection, bool UpcastAttention);
