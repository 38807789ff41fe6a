using System.Collections.Concurrent;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Text;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Models;

namespace InstructEngine.InstructionService.QualityControl.Length;

/// <summary>The tokenizers of the models that a run names, each read once.</summary>
internal sealed partial class TokenCounters(ModelRoot models, ILogger<TokenCounters> logger)
{
    // CLIP's tokenizer has 49,408, the demo's 686.
    private const int FewestOfALanguage = 10_000;

    // As the pipelines name them: SDXL has two.
    private static readonly string[] Folders = ["tokenizer", "tokenizer_2"];
    private readonly ConcurrentDictionary<string, IReadOnlyList<ClipTokenCounter>> _counters = new(StringComparer.Ordinal);
    private readonly ITokenCounter _estimate = new EstimatedTokenCounter();

    /// <summary>
    /// All text encoders that will read the run's instructions: the renderer's and those of the model that is trained. Where the run ends with its
    /// instructions another model reads them, so one whose tokenizer knows a small world alone, as the demo's does, is not asked.
    /// </summary>
    /// <exception cref="RunFailureException">A tokenizer is damaged.</exception>
    public IReadOnlyList<ITokenCounter> Of(RunSpec spec)
    {
        string[] names = [spec.Rendering.Model, spec.Training.Model];
        var counters = names.Distinct().SelectMany(name => _counters.GetOrAdd(name, Read));
        if (spec.Until is "taxonomy" or "instructions")
            counters = counters.Where(counter => counter.VocabSize >= FewestOfALanguage);
        return counters.ToList() is { Count: > 0 } all ? all : [_estimate];
    }

    private IReadOnlyList<ClipTokenCounter> Read(string model)
    {
        if (!ModelPaths.IsInside(model))
            return [];

        var counters = new List<ClipTokenCounter>();
        foreach (var folder in Folders.Select(folder => Path.Combine(models.Path, model, folder)).Where(Directory.Exists))
        {
            try
            {
                counters.Add(new ClipTokenCounter(ClipTokenizer.FromPretrained(folder), $"the tokenizer of {model}"));
            }
            catch (InvalidDataException fault)
            {
                throw new RunFailureException($"The instructions' length cannot be counted: {fault.Message}", fault);
            }
        }

        if (counters.Count == 0)
            LogNoTokenizer(logger, model, models.Path);
        return counters;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "There is no tokenizer of model {Model} in {Folder}: the length of instructions is estimated.")]
    private static partial void LogNoTokenizer(ILogger logger, string model, string folder);
}
