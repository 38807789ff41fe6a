using InstructEngine.Diffusion.Weights;

namespace InstructEngine.Diffusion.Lora.Files;

/// <summary>A tensor's name taken apart: the layer's name as the file has it, what the tensor is to it, and the naming (null for an alpha, which all share).</summary>
internal sealed record LoraKey(string Layer, LoraRole Role, LoraNaming? Naming)
{
    private static readonly (string Ending, LoraRole Role, LoraNaming? Naming)[] s_endings =
    [
        (".lora_A.weight", LoraRole.Down, LoraNaming.Peft),
        (".lora_B.weight", LoraRole.Up, LoraNaming.Peft),
        (".lora.down.weight", LoraRole.Down, LoraNaming.Diffusers),
        (".lora.up.weight", LoraRole.Up, LoraNaming.Diffusers),
        (".lora_linear_layer.down.weight", LoraRole.Down, LoraNaming.Diffusers),
        (".lora_linear_layer.up.weight", LoraRole.Up, LoraNaming.Diffusers),
        ("_lora.down.weight", LoraRole.Down, LoraNaming.Diffusers),
        ("_lora.up.weight", LoraRole.Up, LoraNaming.Diffusers),
        (".lora_down.weight", LoraRole.Down, LoraNaming.Kohya),
        (".lora_up.weight", LoraRole.Up, LoraNaming.Kohya),
        (".alpha", LoraRole.Alpha, null),
    ];

    private static readonly (string Part, string Kind)[] s_otherKinds =
    [
        ("dora_scale", "DoRA"),
        ("lora_magnitude_vector", "DoRA"),
        ("hada_", "LoHa"),
        ("lokr_", "LoKr"),
        ("oft_", "OFT"),
        ("ia3_", "IA3"),
        ("lora_mid.", "LoCon with a Tucker decomposition"),
    ];

    /// <summary>Null where the name is none of an adapter's.</summary>
    /// <exception cref="SafetensorsException">The tensor belongs to another kind of adapter.</exception>
    public static LoraKey? Parse(string file, string key)
    {
        foreach (var (part, kind) in s_otherKinds)
        {
            if (key.Contains("." + part, StringComparison.Ordinal))
                throw new SafetensorsException(file, key, $"this is a {kind}; only LoRA, also on convolutions, is supported.");
        }

        foreach (var (ending, role, naming) in s_endings)
        {
            if (key.EndsWith(ending, StringComparison.Ordinal))
                return new(Processors(key[..^ending.Length]), role, naming);
        }

        return null;
    }

    /// <summary>The first releases with LoRA had it in attention processors: <c>attn1.processor.to_q_lora</c> is the layer <c>attn1.to_q</c>.</summary>
    private static string Processors(string layer)
    {
        var at = layer.LastIndexOf(".processor.", StringComparison.Ordinal);
        if (at < 0)
            return layer;
        var projection = layer[(at + ".processor.".Length)..];
        return $"{layer[..at]}.{(projection == "to_out" ? "to_out.0" : projection)}";
    }
}
