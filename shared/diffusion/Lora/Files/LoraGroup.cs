namespace InstructEngine.Diffusion.Lora.Files;

/// <summary>A file's tensors for one layer, by what they are to it.</summary>
internal sealed record LoraGroup(LoraTarget Target, string NameInFile, Dictionary<LoraRole, string> Keys);
