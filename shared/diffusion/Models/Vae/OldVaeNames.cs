namespace InstructEngine.Diffusion.Models.Vae;

/// <summary>Old releases of diffusers named the attention parameters otherwise; published checkpoints still do.</summary>
internal static class OldVaeNames
{
    private static readonly (string Old, string New)[] s_parts = [(".query.", ".to_q."), (".key.", ".to_k."), (".value.", ".to_v."), (".proj_attn.", ".to_out.0.")];

    public static string Rename(string name) => s_parts.Aggregate(name, (n, part) => n.Replace(part.Old, part.New, StringComparison.Ordinal));
}
