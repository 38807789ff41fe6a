namespace InstructEngine.EvalService.Reporting;

/// <summary>A loss and its comparisons in words.</summary>
internal static class TrainingName
{
    public static string Of(string loss, string? terms) => (loss, terms) switch
    {
        ("cross-validation", "image-fixed") => "cross-validation alignment on image-fixed terms",
        ("cross-validation", "both") => "cross-validation alignment on instruction-fixed and image-fixed terms",
        ("cross-validation", _) => "cross-validation alignment",
        ("diffusion-dpo", "random-direction") => "plain Diffusion-DPO in a random direction",
        ("diffusion-dpo", _) => "plain Diffusion-DPO",
        ("sft", _) => "supervised fine-tuning on the preferred images",
        ("sft-both", _) => "supervised fine-tuning on both images",
        _ => loss,
    };
}
