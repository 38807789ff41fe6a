namespace InstructEngine.Diffusion.Lora;

/// <summary>The parts of a pipeline that an adapter can change.</summary>
public enum LoraComponent
{
    Unet,
    TextEncoder,
    TextEncoder2,
}
