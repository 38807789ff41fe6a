namespace InstructEngine.Cli.Evaluation;

/// <summary>How many copies of a model draw side by side: one a processor, as far as they fit into half of the memory.</summary>
internal static class EvalWorkers
{
    /// <summary>Weights, and what a picture needs on its way through them.</summary>
    private const int CopyFactor = 2;

    public static int For(string folder)
    {
        var weights = Directory.EnumerateFiles(folder, "*.safetensors", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        var fitting = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 / Math.Max(1, CopyFactor * weights);
        return (int)Math.Clamp(fitting, 1, Math.Min(Environment.ProcessorCount, 64));
    }
}
