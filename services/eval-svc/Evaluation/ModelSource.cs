using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Models;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>A model that can be drawn with.</summary>
/// <param name="Folder">In diffusers' layout; relative to the models root unless it is a full path.</param>
/// <param name="Unet">The UNet's weights instead of the folder's own, with their content hash; null: the folder's.</param>
/// <param name="Lora">A LoRA file that is merged in; null for none.</param>
internal sealed record ModelSource(string Folder, BlobReference? Unet = null, string? Lora = null, double LoraScale = 1)
{
    public string PathIn(ModelRoot root) => Path.IsPathRooted(Folder) ? Folder : root.Resolve(Folder);
}
