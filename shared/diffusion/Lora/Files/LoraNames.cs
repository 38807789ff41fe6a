namespace InstructEngine.Diffusion.Lora.Files;

/// <summary>The names of an adapter's tensors in a file.</summary>
internal static class LoraNames
{
    /// <summary>A component's folder in a model folder.</summary>
    public static string Of(LoraComponent component) => component switch
    {
        LoraComponent.Unet => "unet",
        LoraComponent.TextEncoder => "text_encoder",
        _ => "text_encoder_2",
    };

    /// <summary>Before a dotted name.</summary>
    public static string Prefix(LoraComponent component) => Of(component) + ".";

    /// <summary>Before a name with underscores; SDXL's text encoders are numbered.</summary>
    public static string KohyaPrefix(LoraComponent component, bool isXL) => component switch
    {
        LoraComponent.Unet => "lora_unet_",
        LoraComponent.TextEncoder => isXL ? "lora_te1_" : "lora_te_",
        _ => "lora_te2_",
    };

    public static string Underscored(string path) => path.Replace('.', '_');

    public static string Down(LoraLayer layer, LoraNaming naming, bool isXL) => Layer(layer, naming, isXL) + naming switch
    {
        LoraNaming.Peft => ".lora_A.weight",
        LoraNaming.Kohya => ".lora_down.weight",
        _ => Infix(layer) + ".down.weight",
    };

    public static string Up(LoraLayer layer, LoraNaming naming, bool isXL) => Layer(layer, naming, isXL) + naming switch
    {
        LoraNaming.Peft => ".lora_B.weight",
        LoraNaming.Kohya => ".lora_up.weight",
        _ => Infix(layer) + ".up.weight",
    };

    /// <summary>Kohya's only.</summary>
    public static string Alpha(LoraLayer layer, bool isXL) => Layer(layer, LoraNaming.Kohya, isXL) + ".alpha";

    private static string Layer(LoraLayer layer, LoraNaming naming, bool isXL) => naming == LoraNaming.Kohya
        ? KohyaPrefix(layer.Component, isXL) + Underscored(layer.Path)
        : Prefix(layer.Component) + layer.Path;

    private static string Infix(LoraLayer layer) => layer.Component == LoraComponent.Unet ? ".lora" : ".lora_linear_layer";
}
