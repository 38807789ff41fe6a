namespace InstructEngine.Diffusion.Models.Clip;

/// <summary>What a stack of blocks needs to know of either tower's config.</summary>
/// <param name="Causal">A token sees only those before it, as in the text tower.</param>
/// <param name="InitializerFactor">Scales the deviations of fresh weights.</param>
internal sealed record ClipEncoderSpec(
    int HiddenSize, int IntermediateSize, int Layers, int Heads, string HiddenAct, double LayerNormEps, bool Causal, double InitializerFactor);
