namespace InstructEngine.Diffusion.Lora;

/// <summary>How a file names an adapter's tensors.</summary>
public enum LoraNaming
{
    /// <summary><c>unet.&lt;path&gt;.lora_A.weight</c>, <c>.lora_B.weight</c>: diffusers with peft. Has no alpha.</summary>
    Peft,

    /// <summary><c>unet.&lt;path&gt;.lora.down.weight</c>, <c>.lora.up.weight</c>: diffusers before peft. Has no alpha.</summary>
    Diffusers,

    /// <summary><c>lora_unet_&lt;path_with_underscores&gt;.lora_down.weight</c>, <c>.lora_up.weight</c>, <c>.alpha</c>: kohya's scripts, and most web interfaces.</summary>
    Kohya,
}
