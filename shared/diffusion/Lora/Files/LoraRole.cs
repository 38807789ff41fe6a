namespace InstructEngine.Diffusion.Lora.Files;

/// <summary>What a tensor is to its layer: A, B, or alpha.</summary>
internal enum LoraRole
{
    Down,
    Up,
    Alpha,
}
