namespace InstructEngine.Diffusion.Lora;

internal static class Shapes
{
    public static string Text(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
