using System.Text;

namespace InstructEngine.Diffusion.Text;

internal static class Composition
{
    /// <summary>Unicode form C; a text with a lone surrogate has none and stays as it is.</summary>
    public static string Compose(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
