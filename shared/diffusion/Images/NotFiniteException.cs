namespace InstructEngine.Diffusion.Images;

/// <summary>A model gave NaN or infinity where a picture was wanted: it overflowed, or its weights are broken.</summary>
public sealed class NotFiniteException(string model)
    : InvalidOperationException($"The {model} gave values that are not numbers; float16 overflows in some models, bfloat16 or float32 does not.")
{
    /// <summary>Which part of the pipeline: <c>UNet</c> or <c>autoencoder</c>.</summary>
    public string Model { get; } = model;
}
