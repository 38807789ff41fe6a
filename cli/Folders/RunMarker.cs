using System.Text.Json.Serialization;
using InstructEngine.Contracts.V1;
using InstructEngine.TrainerService.Local;

namespace InstructEngine.Cli.Folders;

/// <summary><c>run.json</c>: which run a folder belongs to, readable without opening its store.</summary>
/// <param name="Corpus">SHA-256 of the prompt file; null for the built-in corpus.</param>
/// <param name="Data">The pairs that a training of its own is on; null for a whole run.</param>
internal sealed record RunMarker(
    string RunId, RunSpec Spec, string CorpusName, string? Corpus, DateTimeOffset StartedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Data = null)
{
    /// <summary>For people who must tell two apart.</summary>
    [JsonIgnore]
    public string Description
    {
        get
        {
            var id = RunId[..Math.Min(8, RunId.Length)];
            return Data is null
                ? $"'{Spec.Name}' ({id}, seed {Spec.Seed}, prompts {CorpusName})"
                : $"a training of {Spec.Training.Model} on {Data} ({id}, {Spec.Training.Loss}, beta {Spec.Training.Beta}, learning rate {Spec.Training.LearningRate}, "
                    + $"{Spec.Training.Steps} steps of {Spec.Training.BatchSize}, seed {Spec.Seed})";
        }
    }

    /// <summary>Whether nothing was done yet that another training would spoil: its data was refused, say, or its memory.</summary>
    public bool MayReplace(RunMarker held, string folder) =>
        Data is not null && held.Data is not null && !File.Exists(Path.Combine(folder, LocalTraining.DatabaseName));

    /// <summary>What makes it this one.</summary>
    [JsonIgnore]
    public string Ingredients => Data is null ? "spec, seed and prompts of the run" : "model, data and settings of the training";
}
