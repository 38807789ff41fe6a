namespace InstructEngine.Diffusion.Lora;

/// <summary>How a file is read.</summary>
public sealed record LoraLoadOptions
{
    /// <summary>To be trained on: float32 and with gradients. Otherwise the adapter takes the dtype of the layers it changes.</summary>
    public bool Trainable { get; init; }

    /// <summary>Pass over the layers of text encoders that are not given, instead of refusing the file.</summary>
    public bool IgnoreMissingTextEncoders { get; init; }
}
