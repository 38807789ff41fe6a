namespace InstructEngine.Diffusion.Pipelines;

/// <param name="Prompt">What to draw.</param>
/// <param name="NegativePrompt">What to steer away from; null: as the model was published with (the empty text, or zeros).</param>
/// <param name="Seed">Of the picture's own noise: the starting latents are PyTorch's on the CPU for this seed.</param>
public sealed record ImageRequest(string Prompt, string? NegativePrompt, long Seed);
