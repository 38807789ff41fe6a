using System.Runtime.InteropServices;
using InstructEngine.Cli.Invocation;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting;
using InstructEngine.Scoring;
using static TorchSharp.torch;

namespace InstructEngine.Cli.Scoring;

/// <summary>A scorer as the command line names it: <c>NAME</c> or <c>NAME=FOLDER</c>.</summary>
internal sealed record ScorerChoice(string Name, string? Folder)
{
    public static string Form { get; } = $"NAME=FOLDER,…, NAME one of {string.Join(", ", ImageScorers.Names)} (of which {ImageScorers.Demo} has no folder)";

    /// <summary>Several, between commas.</summary>
    public static bool TryParse(string text, out IReadOnlyList<ScorerChoice> choices)
    {
        choices = [.. text.Split(',').Select(part => part.Split('=', 2)).Select(part => new ScorerChoice(part[0], part.Length > 1 ? part[1] : null))];
        return choices.All(choice => ImageScorers.Names.Contains(choice.Name, StringComparer.Ordinal) && (choice.Name == ImageScorers.Demo) == string.IsNullOrEmpty(choice.Folder))
            && choices.DistinctBy(choice => choice.Name).Count() == choices.Count;
    }

    /// <exception cref="CommandFailure">A scorer's folder cannot be used.</exception>
    public static CombinedScorer Load(IReadOnlyList<ScorerChoice> choices, ScalarType dtype, Device device)
    {
        var loaded = new List<IImageScorer>();
        try
        {
            foreach (var choice in choices)
                loaded.Add(choice.Load(dtype, device));
            return new CombinedScorer(loaded);
        }
        catch
        {
            foreach (var scorer in loaded.OfType<IDisposable>())
                scorer.Dispose();
            throw;
        }
    }

    private IImageScorer Load(ScalarType dtype, Device device)
    {
        if (Folder is not null && !Directory.Exists(Folder))
            throw new CommandFailure(ExitCodes.Usage, $"--scorers {Name}={Folder}: there is no such folder.");
        try
        {
            return ImageScorers.Load(Name, Folder, dtype, device);
        }
        catch (Exception e) when (e is InvalidDataException or ModelConfigException or SafetensorsException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCodes.Usage, $"--scorers {Name}={Folder} cannot be used: {e.Message}", e);
        }
        catch (ExternalException e)
        {
            throw new CommandFailure(ExitCodes.Usage, $"--scorers {Name}={Folder}: libtorch failed: {e.Message.Split('\n')[0]} Where memory ran out, --dtype bfloat16 needs half.", e);
        }
    }
}
